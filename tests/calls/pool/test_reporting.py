import datetime

import pytest
from django.utils import timezone

from calls import pool
from calls.models import Draw, Ending, Fate, Outcome, PhoneNumber, Reason, SuppressedNumber
from tests.factories import PROVEN, expire, make_caller, make_number, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn():
    make_number()
    return pool.draw(make_caller(is_proven=True))


def number_of(drawn):
    number = PhoneNumber.objects.get(pk=drawn.number_id)
    return number.fate, number.rest


def test_a_report_closes_the_draw_and_finishes_the_number(drawn):
    talk = {"length": "3-10", "felt": "calm", "opener_used": drawn.opener_id}

    assert pool.report(drawn, Outcome.TALKED, talk) is True

    drawn.refresh_from_db()
    assert (drawn.outcome, drawn.version, drawn.ending) == ("talked", 1, Ending.REPORTED)
    assert (drawn.length, drawn.felt, drawn.opener_used_id) == ("3-10", "calm", drawn.opener_id)
    assert number_of(drawn) == (Fate.DONE, 0)
    assert drawn.volunteer.reports == PROVEN["reports"] + 1


def test_a_second_report_changes_nothing_whatever_it_says(drawn):
    pool.report(drawn, Outcome.NOBODY)
    before = number_of(drawn)

    assert pool.report(drawn, Outcome.ASKED) is False

    drawn.refresh_from_db()
    assert (drawn.outcome, drawn.version, number_of(drawn)) == ("nobody", 1, before)


def test_the_second_unanswered_call_finishes_a_number(drawn):
    pool.report(drawn, Outcome.NOBODY)
    assert number_of(drawn)[0] == Fate.TRIED
    PhoneNumber.objects.update(rest=0)

    second = pool.draw(make_caller())
    pool.report(second, Outcome.NOBODY)

    assert number_of(drawn) == (Fate.DONE, 0)


def test_an_unproven_volunteer_retires_no_number_alone():
    make_number()
    first = pool.draw(make_caller())
    pool.report(first, Outcome.ENDED)
    fate, rest = number_of(first)
    today = (timezone.now().date() - datetime.date(2026, 1, 1)).days
    assert fate == Fate.TRIED
    assert 90 <= rest - today <= 96

    PhoneNumber.objects.update(rest=0)
    pool.report(pool.draw(make_caller()), Outcome.ENDED)

    assert number_of(first) == (Fate.DONE, 0)


def test_an_amendment_starts_again_from_what_the_draw_found(drawn):
    pool.report(drawn, Outcome.TALKED)

    assert pool.amend(drawn, 1, Outcome.NOBODY) is True

    drawn.refresh_from_db()
    assert (drawn.outcome, drawn.version) == ("nobody", 2)
    assert number_of(drawn) == (Fate.TRIED, drawn.wrote_rest)


def test_an_old_page_does_not_amend_a_newer_report(drawn):
    pool.report(drawn, Outcome.TALKED)
    pool.amend(drawn, 1, Outcome.ENDED)

    assert pool.amend(drawn, 1, Outcome.NOBODY) is False

    drawn.refresh_from_db()
    assert drawn.outcome == "ended"


def test_after_a_quarter_of_an_hour_nothing_is_amended(drawn):
    pool.report(drawn, Outcome.TALKED)
    move(drawn, minutes=15)

    with pytest.raises(pool.TooLate):
        pool.amend(drawn, 1, Outcome.NOBODY)


def test_what_was_never_reported_cannot_be_amended(drawn):
    with pytest.raises(pool.TooLate):
        pool.amend(drawn, 0, Outcome.NOBODY)


@pytest.mark.parametrize("end", [expire, lambda d: pool.release(d, Reason.NOT_NOW)])
def test_a_draw_that_ended_without_a_report_takes_a_late_one(drawn, end):
    end(drawn)

    assert pool.report(drawn, Outcome.TALKED) is True

    assert number_of(drawn) == (Fate.DONE, 0)


def test_after_three_days_it_takes_none(drawn):
    expire(drawn)
    move(drawn, days=3)

    with pytest.raises(pool.TooLate):
        pool.report(drawn, Outcome.TALKED)


def test_a_late_report_leaves_the_number_to_its_new_holder_but_may_be_stricter(drawn):
    expire(drawn)
    second = pool.draw(make_caller())

    pool.report(drawn, Outcome.NOBODY)

    assert pool.held_by(second.volunteer) == second
    assert number_of(drawn)[0] == Fate.TRIED


def test_a_late_word_that_finishes_the_number_takes_it_from_its_new_holder(drawn):
    expire(drawn)
    second = pool.draw(make_caller())

    pool.report(drawn, Outcome.ASKED)

    second.refresh_from_db()
    assert second.ending == Ending.TAKEN
    assert number_of(drawn) == (Fate.SUPPRESSED, 0)


def test_a_late_word_never_makes_a_number_less_strict(drawn):
    expire(drawn)
    second = pool.draw(make_caller(is_proven=True))
    pool.report(second, Outcome.NO_SUCH)

    pool.report(drawn, Outcome.NOBODY)

    assert number_of(drawn)[0] == Fate.DEAD


def test_a_wrong_tap_on_asked_not_to_can_be_amended(drawn):
    pool.report(drawn, Outcome.ASKED)
    assert number_of(drawn) == (Fate.SUPPRESSED, 0)

    pool.amend(drawn, 1, Outcome.NOBODY)

    assert number_of(drawn)[0] == Fate.TRIED


def test_but_not_once_the_owner_has_asked_by_the_page(drawn):
    pool.report(drawn, Outcome.ASKED)
    pool.suppress(drawn.number_id, SuppressedNumber.Source.PAGE, "test")

    pool.amend(drawn, 1, Outcome.NOBODY)

    assert number_of(drawn) == (Fate.SUPPRESSED, 0)


def test_a_draw_that_is_gone_is_too_late(drawn):
    Draw.objects.all().delete()

    with pytest.raises(pool.TooLate):
        pool.report(drawn, Outcome.TALKED)


def test_an_amendment_does_not_take_back_what_another_has_said_since(drawn):
    expire(drawn)
    pool.report(pool.draw(make_caller()), Outcome.ASKED)
    pool.report(drawn, Outcome.NOBODY)

    pool.amend(drawn, 1, Outcome.NO_ABROAD)

    assert number_of(drawn) == (Fate.SUPPRESSED, 0)


def test_nor_does_the_other_take_back_what_was_said_late(drawn):
    expire(drawn)
    second = pool.draw(make_caller())
    pool.report(second, Outcome.ASKED)
    pool.report(drawn, Outcome.ASKED)

    pool.amend(second, 1, Outcome.NOBODY)

    assert number_of(drawn) == (Fate.SUPPRESSED, 0)


def test_a_late_report_is_told_the_effect_that_it_will_have(drawn):
    expire(drawn)
    pool.report(pool.draw(make_caller()), Outcome.NOBODY)

    number = PhoneNumber.objects.get(pk=drawn.number_id)

    assert pool.fate_before(number, drawn) == Fate.TRIED
    pool.report(drawn, Outcome.NOBODY)
    assert number_of(drawn)[0] == Fate.DONE


def test_nor_what_another_has_said_that_is_forgotten_by_now(drawn):
    expire(drawn)
    second = pool.draw(make_caller(is_proven=True))
    pool.report(second, Outcome.ENDED)
    move(second, hours=23)
    pool.forget()
    pool.report(drawn, Outcome.NOBODY)

    pool.amend(drawn, 1, Outcome.NO_ABROAD)

    assert number_of(drawn) == (Fate.DONE, 0)
