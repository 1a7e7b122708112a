"""Floods on the do-not-call list are undone by batch, and a volunteer's word never is."""

import io
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from calls import pool
from calls.models import Fate, Outcome, PhoneNumber, SuppressedNumber
from calls.pool import unsuppressing
from calls.pool.suppression import is_suppressed, remember
from tests.factories import make_caller, make_number

pytestmark = pytest.mark.django_db
Source = SuppressedNumber.Source
OUTSIDE = 79470000001


def fate(number):
    number.refresh_from_db()
    return number.fate


def test_numbers_of_the_batch_come_back_after_half_a_year_and_no_others():
    flooded, asked = make_number(), make_number()
    pool.suppress(flooded.pk, Source.PAGE, "flood")
    pool.suppress(OUTSIDE, Source.PAGE, "flood")
    pool.suppress(asked.pk, Source.PAGE, "quiet")

    assert pool.unsuppress("flood") == 2

    listed = [is_suppressed(pk) for pk in (flooded.pk, OUTSIDE, asked.pk)]
    assert (fate(flooded), fate(asked), listed) == (
        Fate.TRIED,
        Fate.SUPPRESSED,
        [False, False, True],
    )
    with pytest.raises(pool.NotNow):
        pool.draw(make_caller())


@pytest.mark.parametrize("source", [Source.VOLUNTEER, Source.MODERATOR])
def test_what_a_person_was_asked_for_is_in_no_batch_that_is_undone(source):
    number = make_number()
    pool.suppress(number.pk, source, "flood")

    assert pool.unsuppress("flood") == 0
    assert (fate(number), is_suppressed(number.pk)) == (Fate.SUPPRESSED, True)


def test_a_volunteers_word_stands_though_the_number_is_in_a_flood():
    number = make_number()
    pool.suppress(number.pk, Source.PAGE, "flood")
    remember([number.pk], Source.VOLUNTEER, "calls")

    assert pool.unsuppress("flood") == 0
    assert (fate(number), is_suppressed(number.pk)) == (Fate.SUPPRESSED, True)


def test_a_volunteers_word_that_waits_to_be_forgotten_stands_too():
    number = make_number()
    drawn = pool.draw(make_caller())
    pool.report(drawn, Outcome.ASKED)
    pool.suppress(number.pk, Source.PAGE, "flood")

    assert pool.unsuppress("flood") == 0
    assert (fate(number), is_suppressed(number.pk)) == (Fate.SUPPRESSED, True)


def test_an_interrupted_run_goes_on(monkeypatch):
    numbers = [make_number() for _ in range(4)]
    for number in numbers:
        pool.suppress(number.pk, Source.PAGE, "flood")
    monkeypatch.setattr(unsuppressing, "AT_ONCE", 2)

    def stop(doing, count):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pool.unsuppress("flood", stop)

    assert pool.undoable("flood").count() == 2
    assert pool.unsuppress("flood") == 2
    assert [fate(number) for number in numbers] == [Fate.TRIED] * 4


@pytest.mark.django_db(transaction=True)
def test_whoever_asks_anew_meanwhile_is_either_on_the_list_or_not_and_never_half():
    numbers = [make_number() for _ in range(60)]
    for number in numbers:
        pool.suppress(number.pk, Source.PAGE, "flood")
    failed = []

    def run(act):
        try:
            act()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    def ask():
        for number in numbers:
            pool.suppress(number.pk, Source.PAGE, "anew")

    acts = [lambda: pool.unsuppress("flood"), ask, ask]
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    for number in PhoneNumber.objects.all():
        assert (number.fate == Fate.SUPPRESSED) == is_suppressed(number.pk)


def test_the_command_tells_how_many_and_refuses_what_is_no_batch():
    pool.suppress(OUTSIDE, Source.PAGE, "flood")
    out = io.StringIO()

    call_command("unsuppress", "flood", yes=True, stdout=out, stderr=out)

    assert out.getvalue().startswith("undone: 1 in ")
    with pytest.raises(CommandError, match="There is no such batch"):
        call_command("unsuppress", "flood", yes=True)


def test_the_command_asks_before(monkeypatch):
    pool.suppress(OUTSIDE, Source.PAGE, "flood")
    out = io.StringIO()

    monkeypatch.setattr("builtins.input", lambda asked: "yes")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("unsuppress", "flood", stdout=out, stderr=out)
    assert is_suppressed(OUTSIDE)

    monkeypatch.setattr("builtins.input", lambda asked: "undo")
    call_command("unsuppress", "flood", stdout=out, stderr=out)
    assert not is_suppressed(OUTSIDE)
