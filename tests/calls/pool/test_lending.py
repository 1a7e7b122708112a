import datetime

import pytest
from django.utils import timezone

from calls import pool
from calls.models import Draw, Ending, Reason, SuppressedNumber
from tests.factories import expire, make_caller, make_number, make_volunteer, move
from volunteers import membership
from volunteers.models import Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn():
    make_number()
    return pool.draw(make_caller())


def test_we_are_talking_lasts_four_hours_from_the_beginning_and_once(drawn):
    assert pool.extend(drawn) is True
    assert pool.extend(drawn) is False

    drawn.refresh_from_db()
    assert drawn.is_talking
    assert drawn.expires_at == drawn.drawn_at + datetime.timedelta(hours=4)


def test_an_expired_draw_is_not_extended(drawn):
    expire(drawn)

    assert pool.extend(drawn) is False


def test_a_released_number_is_free_at_once_and_counts_no_attempt(drawn):
    assert pool.release(drawn, Reason.MY_LINE) is True
    assert pool.release(drawn, Reason.NOT_NOW) is False

    drawn.refresh_from_db()
    assert (drawn.ending, drawn.reason) == (Ending.RELEASED, Reason.MY_LINE)
    again = pool.draw(make_caller())
    assert (again.number_id, again.number.fate, again.number.rest) == (drawn.number_id, 0, 0)


def test_an_expired_draw_is_not_released(drawn):
    expire(drawn)

    assert pool.release(drawn, Reason.NOT_NOW) is False


def test_a_number_whose_owner_is_known_rests_three_months(drawn):
    pool.release(drawn, Reason.KNOWN)

    today = (timezone.now().date() - datetime.date(2026, 1, 1)).days
    drawn.number.refresh_from_db()
    assert drawn.number.fate == 0
    assert 90 <= drawn.number.rest - today <= 96


def test_a_release_is_undone_within_a_minute(drawn):
    pool.release(drawn, Reason.KNOWN)

    assert pool.unrelease(drawn) is True
    assert pool.unrelease(drawn) is False

    assert pool.held_by(drawn.volunteer) == drawn
    drawn.number.refresh_from_db()
    assert drawn.number.rest == 0


def test_after_a_minute_a_release_stands(drawn):
    pool.release(drawn, Reason.NOT_NOW)
    Draw.objects.update(closed_at=timezone.now() - datetime.timedelta(seconds=61))

    assert pool.unrelease(drawn) is False


def test_a_release_stands_once_somebody_else_holds_the_number(drawn):
    pool.release(drawn, Reason.NOT_NOW)
    other = pool.draw(make_caller())

    assert pool.unrelease(drawn) is False
    assert pool.held_by(other.volunteer) == other


def test_a_release_stands_once_the_volunteer_holds_another_number(drawn):
    pool.release(drawn, Reason.NOT_NOW)
    make_number()
    other = pool.draw(drawn.volunteer)

    assert pool.unrelease(drawn) is False
    assert pool.held_by(drawn.volunteer) == other


def test_a_release_stands_once_the_owner_has_asked_not_to_be_called(drawn):
    pool.release(drawn, Reason.NOT_NOW)
    pool.suppress(drawn.number_id, SuppressedNumber.Source.PAGE, "test")

    assert pool.unrelease(drawn) is False


def test_a_release_stands_once_the_volunteer_is_suspended(drawn):
    pool.release(drawn, Reason.NOT_NOW)
    membership.suspend(drawn.volunteer, Standing.PAUSED, by=make_volunteer())

    assert pool.unrelease(drawn) is False


def test_a_moderator_takes_back_what_a_volunteer_holds(drawn):
    assert pool.take_back(drawn.volunteer) == 1
    assert pool.take_back(drawn.volunteer) == 0

    drawn.refresh_from_db()
    assert drawn.ending == Ending.TAKEN


def test_reclaim_closes_expired_draws_and_no_other(drawn):
    make_number()
    held = pool.draw(make_caller())
    expire(drawn)

    assert pool.reclaim() == 1
    assert pool.reclaim() == 0

    drawn.refresh_from_db()
    assert (drawn.ending, drawn.closed_at) == (Ending.EXPIRED, drawn.expires_at)
    assert pool.held_by(held.volunteer) == held


def test_reclaim_takes_no_more_than_asked():
    for _ in range(3):
        make_number()
    for drawn in [pool.draw(make_caller()) for _ in range(3)]:
        move(drawn, hours=2)

    assert [pool.reclaim(2), pool.reclaim(2), pool.reclaim(2)] == [2, 1, 0]
