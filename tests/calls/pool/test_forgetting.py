import datetime
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from calls import pool
from calls.models import (
    Call,
    CallerKey,
    CountryTally,
    Draw,
    Fate,
    HourTally,
    Outcome,
    PhoneNumber,
    RegionTally,
    SuppressedNumber,
)
from calls.pool.suppression import hash_of, remember
from tests.factories import expire, make_caller, make_number, move

pytestmark = pytest.mark.django_db


def reported(outcome=Outcome.TALKED, volunteer=None, **back):
    """A draw reported as `outcome`, its times moved back by timedelta(**back)."""
    make_number()
    drawn = pool.draw(volunteer or make_caller())
    pool.report(drawn, outcome)
    return move(drawn, **(back or {"minutes": 17}))


def crowd(n=20, people=5, **fields):
    volunteers = [make_caller() for _ in range(people)]
    return [reported(volunteer=volunteers[i % people], **fields) for i in range(n)]


def test_reports_are_forgotten_in_a_crowd_and_counted():
    drawn = crowd(minutes=17)

    assert pool.forget() == 20
    assert pool.forget() == 0

    for d in Draw.objects.all():
        assert (d.number_id, d.expires_at, d.reported_at, d.wrote_fate) == (None,) * 4
        assert d.drawn_at == d.closed_at == d.drawn_at.replace(minute=0, second=0, microsecond=0)
        assert (d.outcome, d.effect) == ("talked", "doubted")
    assert {d.pk for d in Draw.objects.all()} == {d.pk for d in drawn}
    for tally in (RegionTally, CountryTally, HourTally):
        assert sum(tally.objects.values_list("calls", flat=True)) == 20


def test_nineteen_wait_for_the_twentieth_but_not_longer_than_a_day():
    drawn = crowd(19, minutes=17)

    assert pool.forget() == 0
    move(drawn[0], hours=23)

    assert pool.forget() == 19


def test_what_can_still_be_amended_is_not_forgotten():
    crowd(25, minutes=14)

    assert pool.forget() == 0


def test_all_rows_of_a_batch_are_written_in_one_transaction():
    crowd(20, minutes=17)

    pool.forget()

    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM calls_phonenumber WHERE fate > 0")
        numbers = cursor.fetchall()
        cursor.execute("SELECT DISTINCT xmin::text FROM calls_draw")
        draws = cursor.fetchall()
    assert numbers == draws
    assert len(numbers) == 1


def test_asked_not_to_be_called_is_kept_as_a_hash_once_forgotten():
    drawn = crowd(20, outcome=Outcome.ASKED, minutes=17)
    asked = SuppressedNumber.objects.filter(source=SuppressedNumber.Source.VOLUNTEER)
    assert not asked.exists()

    pool.forget()

    assert {bytes(s.pk) for s in asked} == {hash_of(d.number_id) for d in drawn}


def test_a_draw_without_a_report_is_deleted_after_three_days():
    make_number()
    drawn = expire(pool.draw(make_caller()))
    pool.reclaim()
    move(drawn, days=2, hours=23)
    pool.forget()
    assert Draw.objects.count() == 1

    move(drawn, hours=2)
    pool.forget()

    assert Draw.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_report_that_comes_in_at_the_last_moment_is_not_deleted():
    make_number()
    drawn = expire(pool.draw(make_caller()))
    pool.reclaim()
    move(drawn, days=2, hours=23, minutes=59, seconds=59)
    with ThreadPoolExecutor(1) as sweep, transaction.atomic():
        pool.report(drawn, Outcome.TALKED)
        # Now it is three days old, while its report has not been committed.
        time.sleep(2)
        other = sweep.submit(swept)
        time.sleep(0.5)
    other.result()

    assert Draw.objects.get().outcome == "talked"


@pytest.mark.django_db(transaction=True)
def test_a_sweep_and_a_wish_not_to_be_called_never_wait_for_each_other():
    drawn = reported(Outcome.ASKED, hours=24)
    with ThreadPoolExecutor(1) as sweep, transaction.atomic():
        # Half of what `suppress` does, then the other half while the sweep is under way.
        remember([drawn.number_id], SuppressedNumber.Source.PAGE, "test")
        other = sweep.submit(swept)
        time.sleep(0.5)
        PhoneNumber.objects.select_for_update(no_key=True).get(pk=drawn.number_id)
    other.result()

    assert Draw.objects.get().number_id is None


def swept():
    pool.forget()
    connection.close()


def forgotten(n=20, people=5, hours=30, **fields):
    drawn = crowd(n, people, hours=hours, **fields)
    pool.forget()
    return drawn


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


def test_todays_draws_stay_since_the_allowance_counts_them():
    forgotten(hours=20, outcome=Outcome.TALKED)

    assert pool.settle() == 0


@pytest.mark.parametrize(("n", "people"), [(19, 5), (20, 4)])
def test_fewer_wait(n, people):
    forgotten(n, people)

    assert pool.settle() == 0
    assert Draw.objects.count() == n


def test_reports_with_different_effects_are_no_crowd():
    forgotten(10, outcome=Outcome.TALKED)
    forgotten(10, outcome=Outcome.NOBODY)

    assert pool.settle() == 0


def test_who_waits_loses_the_volunteer_in_time():
    forgotten(5, hours=45)

    pool.settle()

    assert set(Draw.objects.values_list("volunteer", flat=True)) == {None}


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


def test_an_erased_volunteers_report_still_counts():
    drawn = crowd(20, minutes=17)
    drawn[0].volunteer.delete()

    assert pool.forget() == 20
    assert PhoneNumber.objects.filter(fate=Fate.TRIED).count() == 20


def test_calls_are_kept_in_another_order_than_their_reports():
    drawn = forgotten(30)
    Draw.objects.filter(pk__in=[d.pk for d in drawn[:15]]).update(felt="warm")

    pool.settle()

    with connection.cursor() as cursor:
        cursor.execute("SELECT felt FROM calls_call ORDER BY ctid")
        felt = [felt for (felt,) in cursor.fetchall()]
    # By chance once in 75 million runs.
    assert felt not in (["warm"] * 15 + [""] * 15, [""] * 15 + ["warm"] * 15)
