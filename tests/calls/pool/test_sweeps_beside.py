"""Sweeps beside people and beside each other: nobody waits for long, and nothing is lost."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from calls import pool
from calls.models import Call, Draw, HourTally, Outcome, PhoneNumber, SuppressedNumber
from calls.pool import batches
from calls.pool.suppression import remember
from tests.calls.crowds import crowd, forgotten, reported, rows_of_transactions, waiting
from tests.factories import expire, make_caller, make_number, move
from volunteers import membership
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db(transaction=True)


def apart(verb, *args, **kwargs):
    """Run a verb in a thread with a connection of its own."""
    try:
        return verb(*args, **kwargs)
    finally:
        connection.close()


def test_a_report_that_comes_in_at_the_last_moment_is_not_deleted():
    make_number()
    drawn = expire(pool.draw(make_caller()))
    pool.reclaim()
    move(drawn, days=2, hours=23, minutes=59, seconds=59)
    with ThreadPoolExecutor(1) as sweep, transaction.atomic():
        pool.report(drawn, Outcome.TALKED)
        # Now it is three days old, while its report has not been committed.
        time.sleep(2)
        sweep.submit(apart, pool.forget).result(30)

    assert Draw.objects.get().outcome == "talked"


def test_a_sweep_and_a_wish_not_to_be_called_never_wait_for_each_other():
    drawn = reported(Outcome.ASKED, hours=24)
    with ThreadPoolExecutor(1) as sweep, transaction.atomic():
        # Half of what `suppress` does, then the other half while the sweep is under way.
        remember([drawn.number_id], SuppressedNumber.Source.PAGE, "test")
        other = sweep.submit(apart, pool.forget)
        time.sleep(0.5)
        PhoneNumber.objects.select_for_update(no_key=True).get(pk=drawn.number_id)
    other.result()

    assert Draw.objects.get().number_id is None


def test_a_number_that_somebody_speaks_of_is_left_to_the_next_sweep():
    drawn = crowd(21)
    with ThreadPoolExecutor(1) as sweep, transaction.atomic():
        PhoneNumber.objects.select_for_update(no_key=True).get(pk=drawn[0].number_id)
        assert sweep.submit(apart, pool.forget).result(30) == 20

    assert [d.pk for d in Draw.objects.exclude(number=None)] == [drawn[0].pk]


def test_a_volunteer_reports_while_a_sweep_is_at_their_other_draws():
    volunteer = make_caller()
    make_number()
    drawn = pool.draw(volunteer)
    with ThreadPoolExecutor(1) as person, transaction.atomic():
        batches.keep([volunteer.pk])
        assert person.submit(apart, pool.report, drawn, Outcome.NOBODY).result(30) is True


@pytest.mark.parametrize("sweep", [pool.forget, pool.settle])
def test_who_is_being_erased_is_waited_for(sweep):
    made = crowd if sweep == pool.forget else forgotten
    leaving = made(25)[0].volunteer
    with ThreadPoolExecutor(1) as other, transaction.atomic():
        Volunteer.objects.select_for_update().get(pk=leaving.pk)
        swept = other.submit(apart, sweep)
        time.sleep(0.5)
        membership.erase(leaving)

    assert swept.result(30) == 25


def test_two_sweeps_at_once_forget_and_count_each_report_once():
    crowd(120, people=10)
    with ThreadPoolExecutor(2) as sweeps:
        forgot = sum(sweeps.map(lambda _: apart(pool.forget, limit=20), range(2)))

    # What is left is less than a crowd of what both were at.
    forgot += pool.forget()
    done = Draw.objects.forgotten().count()
    assert (forgot, sum(HourTally.objects.values_list("calls", flat=True))) == (done, done)
    assert min(rows_of_transactions("calls_phonenumber")[1:]) >= 20
    assert done > 100


def test_two_sweeps_at_once_settle_each_report_once():
    waiting(300, people=10)
    with ThreadPoolExecutor(2) as sweeps:
        settled = sum(sweeps.map(lambda _: apart(pool.settle, limit=30), range(2)))

    # How much the two of them left of what both were at depends on who came first.
    settled += pool.settle(limit=30)
    assert settled == Call.objects.count() == 300 - Draw.objects.count()
    assert min(rows_of_transactions("calls_call")) >= 20
    assert Draw.objects.count() < 20


def test_a_draw_that_somebody_reports_late_is_left_to_the_next_sweep():
    late, *_ = expired(3)
    with ThreadPoolExecutor(1) as sweep, transaction.atomic():
        pool.report(late, Outcome.TALKED)
        assert sweep.submit(apart, pool.reclaim).result(30) == 2

    assert pool.reclaim() == 0


def expired(n):
    for _ in range(n):
        make_number()
    drawn = [pool.draw(make_caller()) for _ in range(n)]
    return [move(d, hours=2) for d in drawn]


def test_two_sweeps_at_once_reclaim_each_draw_once():
    expired(40)
    with ThreadPoolExecutor(2) as sweeps:
        closed = sum(sweeps.map(lambda _: apart(reclaim_all), range(2)))

    assert (closed, Draw.objects.open().count()) == (40, 0)


def reclaim_all():
    return sum(iter(lambda: pool.reclaim(3), 0))
