"""What is counted beside caller keys: of settled calls alone, in the same crowds."""

import datetime
from collections import Counter

import pytest
from django.utils import timezone

from calls import pool
from calls.models import Call, CallerCount, CallerKey, Draw, Outcome
from calls.pool import keys
from tests.calls.crowds import as_they_lie, forgotten, reported, waiting
from tests.factories import make_caller

pytestmark = pytest.mark.django_db
NOON = datetime.timedelta(hours=12)


def counted(kind, **which):
    found = Counter()
    for count in CallerCount.objects.filter(kind=kind, **which):
        found[count.value] += count.calls
    return found


def at(hour, drawn):
    """Let these draws be drawn at that hour of a day of last week."""
    day = timezone.now().replace(hour=hour, minute=0, second=0, microsecond=0)
    Draw.objects.filter(pk__in=[d.pk for d in drawn]).update(
        drawn_at=day - datetime.timedelta(days=2)
    )


def test_counts_beside_a_key_are_those_of_its_calls():
    forgotten(12, outcome=Outcome.TALKED)
    forgotten(10, outcome=Outcome.ENDED)

    assert pool.settle() == 22

    told = Counter(Call.objects.values_list("caller_key", "outcome"))
    kept = CallerCount.objects.filter(kind="outcome").values_list("caller_key", "value", "calls")
    assert Counter({(key, value): calls for key, value, calls in kept}) == told
    assert {c.country for c in CallerCount.objects.filter(kind="outcome")} == {"LT"}


def test_what_waits_for_its_crowd_is_not_counted():
    forgotten(19)

    pool.settle()

    assert CallerCount.objects.count() == 0


@pytest.mark.parametrize(
    ("seconds", "band"), [(9, "0"), (10, "1"), (59, "4"), (100, "6"), (600, "10"), (90_000, "11")]
)
def test_the_time_until_the_report_is_counted_in_bands(seconds, band):
    drawn = [reported(volunteer=v, hours=30) for v in [make_caller() for _ in range(5)] * 4]
    for d in drawn:
        late = d.drawn_at + datetime.timedelta(seconds=seconds)
        reported_at = min(late, timezone.now() - datetime.timedelta(hours=1))
        Draw.objects.filter(pk=d.pk).update(reported_at=late if seconds < 900 else reported_at)

    pool.forget()
    pool.settle()

    assert counted("delay") == {band: 20}


def test_hours_are_counted_where_each_of_them_comes_in_a_crowd():
    at(9, waiting(20))
    at(3, waiting(20))

    pool.settle()

    assert counted("hour") == {"0": 20, "1": 20}


@pytest.mark.parametrize(("n", "people"), [(19, 5), (20, 4)])
def test_hours_are_not_counted_where_one_of_them_is_too_rare(n, people):
    at(9, waiting(20))
    at(3, waiting(n, people))

    pool.settle()

    assert (counted("hour"), counted("outcome")) == ({}, {"talked": 20 + n})


def test_an_erased_volunteers_calls_are_counted_beside_no_key():
    drawn = waiting(30, people=6)
    drawn[0].volunteer.delete()

    pool.settle()

    assert counted("outcome") == {"talked": 25}


def test_counts_are_forgotten_with_their_key():
    forgotten()
    pool.settle()
    CallerKey.objects.update(week=timezone.now().date() - keys.KEPT)

    pool.settle()

    assert (CallerKey.objects.count(), CallerCount.objects.count()) == (0, 0)


def test_canaries_said_to_have_answered_are_counted_one_by_one():
    volunteer, week = make_caller(), datetime.date(2026, 11, 16)

    keys.hit(volunteer.pk, week)
    keys.hit(volunteer.pk, week)

    assert counted("canary", caller_key__volunteer=volunteer, caller_key__week=week) == {"": 2}


@pytest.mark.django_db(transaction=True)
def test_every_night_the_keys_are_stored_anew_in_an_order_that_tells_nothing():
    for _ in range(30):
        keys.hit(make_caller().pk, datetime.date(2026, 11, 16))
    kept = set(CallerKey.objects.values_list("key", "volunteer"))

    keys.stir()

    assert set(CallerKey.objects.values_list("key", "volunteer")) == kept
    lie = as_they_lie("calls_callerkey", "key")
    assert lie == sorted(lie)
    assert counted("canary") == {"": 30}
