import datetime
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from calls import pool
from calls.models import Call, CallerKey, Draw, HourTally, Outcome
from calls.pool.batches import BATCH
from guidelines.models import Opener
from tests.calls.crowds import as_they_lie, forgotten, rows_of_transactions, waiting
from tests.factories import make_caller

pytestmark = pytest.mark.django_db


def test_a_crowd_settles_into_calls_without_a_number():
    forgotten()

    assert pool.settle() == 20
    assert pool.settle() == 0

    assert (Draw.objects.count(), Call.objects.count()) == (0, 20)
    keys = {(key.key, key.volunteer_id) for key in CallerKey.objects.all()}
    assert len(keys) == 5
    assert {call.caller_key for call in Call.objects.all()} == {key for key, _ in keys}
    call = Call.objects.first()
    assert (call.outcome, call.experience in ("1", "2-5")) == ("talked", True)
    assert call.week.weekday() == 0


def test_a_call_is_what_was_reported():
    a, b, *_ = waiting(20)
    Draw.objects.filter(pk=a.pk).update(
        length="1-3", felt="warm", is_proven=True, has_rehearsed=True
    )
    Draw.objects.filter(pk=b.pk).update(outcome=Outcome.ENDED, experience="21-")
    Draw.objects.update(opener=Opener.objects.first(), opener_used=Opener.objects.last())
    shared = {f.attname for f in Call._meta.concrete_fields} - {"id"}
    shared &= {f.attname for f in Draw._meta.concrete_fields}
    reported = Counter(Draw.objects.values_list(*shared))

    pool.settle()

    assert Counter(Call.objects.values_list(*shared)) == reported


def test_one_volunteer_has_one_key_and_who_has_no_name_one_for_each_call():
    drawn = waiting(36, people=6)
    Draw.objects.filter(volunteer=drawn[0].volunteer).update(volunteer=None)

    assert pool.settle() == 36

    keys = Counter(Call.objects.values_list("caller_key", flat=True))
    assert sorted(keys.values()) == [1] * 6 + [6] * 5
    assert CallerKey.objects.count() == 5


def test_the_key_of_a_week_is_the_same_on_another_night():
    volunteers = {d.volunteer for d in waiting(20)}
    pool.settle()
    waiting(20, volunteers=volunteers)

    pool.settle()

    assert (CallerKey.objects.count(), Call.objects.count()) == (5, 40)


def test_todays_draws_stay_since_the_allowance_counts_them():
    forgotten(hours=20, outcome=Outcome.TALKED)

    assert pool.settle() == 0


@pytest.mark.parametrize(("n", "people"), [(19, 5), (20, 4)])
def test_fewer_wait(n, people):
    waiting(n, people)

    assert pool.settle() == 0
    assert Draw.objects.count() == n


def test_reports_with_different_effects_are_no_crowd():
    forgotten(10, outcome=Outcome.TALKED)
    forgotten(10, outcome=Outcome.NOBODY)

    assert pool.settle() == 0


def test_reports_of_different_weeks_are_no_crowd():
    waiting(10, hours=30)
    waiting(10, hours=30 + 7 * 24)

    assert pool.settle() == 0


def test_who_waits_loses_the_volunteer_and_the_hour_in_time():
    waiting(5, hours=45)
    waiting(4, hours=30)

    pool.settle()

    assert Draw.objects.exclude(volunteer=None).count() == 4
    nameless = list(Draw.objects.filter(volunteer=None))
    assert len(nameless) == 5
    assert all(d.drawn_at == d.closed_at == monday_of(d) for d in nameless)


def monday_of(drawn):
    day = drawn.drawn_at.date()
    monday = day - datetime.timedelta(days=day.weekday())
    return datetime.datetime.combine(monday, datetime.time(), datetime.UTC)


def test_after_four_weeks_the_tallies_alone_remain():
    forgotten(5, hours=30)
    Draw.objects.update(drawn_at=timezone.now() - datetime.timedelta(weeks=4))

    pool.settle()

    assert Draw.objects.count() == 0
    assert sum(HourTally.objects.values_list("calls", flat=True)) == 5


def test_caller_keys_are_forgotten_thirty_days_after_their_week():
    volunteer = make_caller()
    today = timezone.now().date()
    for days in (36, 38):
        CallerKey.objects.create(volunteer=volunteer, week=today - datetime.timedelta(days=days))

    pool.settle()

    assert [(today - key.week).days for key in CallerKey.objects.all()] == [36]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("n", "people", "table"), [(2 * BATCH + 15, 9, "calls_call"), (2 * BATCH + 15, 4, "calls_draw")]
)
def test_thousands_are_settled_or_stored_anew_in_batches(n, people, table):
    waiting(n, people)

    pool.settle()

    assert rows_of_transactions(table) == [BATCH, BATCH + 15]


@pytest.mark.django_db(transaction=True)
def test_calls_lie_in_the_order_of_their_new_ids_and_not_of_reports():
    made = [d.pk for d in waiting(60)]

    pool.settle()

    lie = as_they_lie("calls_call", "id")
    assert (len(lie), lie) == (60, sorted(lie))
    assert set(lie).isdisjoint(made)


@pytest.mark.django_db(transaction=True)
def test_a_small_batch_is_tied_to_nothing_any_more_the_next_morning():
    forgotten(3, hours=24)

    pool.settle()

    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM calls_phonenumber")
        numbers = set(cursor.fetchall())
        for table in TIED:
            cursor.execute(f"SELECT DISTINCT xmin::text FROM {table}")
            assert numbers.isdisjoint(cursor.fetchall()), table


TIED = ("calls_draw", "calls_regiontally", "calls_countrytally", "calls_hourtally")
