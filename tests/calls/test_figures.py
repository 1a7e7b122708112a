"""What the public may know of the calls."""

import datetime
import time
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from calls import figures, pool
from calls.models import CountryTally, Draw, HourTally, Outcome
from tests.callrussia.test_sessions import NOWHERE
from tests.factories import make_caller, make_number, move

pytestmark = pytest.mark.django_db


def today():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_date")
        return cursor.fetchone()[0]


def days_ago(n):
    return today() - datetime.timedelta(days=n)


def make_tallies(calls, talks=0, country="LT", day=None):
    HourTally.objects.create(hour=12, outcome=Outcome.NOBODY, calls=calls - talks)
    HourTally.objects.create(hour=13, outcome=Outcome.TALKED, calls=talks)
    CountryTally.objects.create(country=country, day=day or days_ago(1), calls=calls)


def test_an_empty_site_has_four_weeks_of_zeros():
    shown = figures.public()

    days = [(days_ago(n), 0) for n in reversed(range(28))]
    assert shown == {"calls": 0, "talks": 0, "countries": 0, "days": days}


def test_tallies_and_reports_not_yet_counted_are_read_in_one_statement():
    make_tallies(100)
    make_number()
    pool.report(pool.draw(make_caller()), Outcome.NOBODY)

    with CaptureQueriesContext(connection) as queries:
        shown = figures.public()

    assert len(queries) == 1
    assert shown["calls"] == 101
    assert dict(shown["days"])[days_ago(1)] == 100
    assert dict(shown["days"])[today()] == 1


def test_a_report_is_counted_once_when_it_moves_into_the_tallies():
    for _ in range(20):
        make_number()
        drawn = pool.draw(make_caller())
        pool.report(drawn, Outcome.TALKED)
        move(drawn, minutes=17)
    before = figures.public()

    pool.forget()

    assert before["calls"] == figures.public()["calls"] == 20


def test_days_are_those_of_utc_wherever_the_reader_is():
    make_number()
    drawn = pool.draw(make_caller())
    pool.report(drawn, Outcome.NOBODY)
    midnight = datetime.datetime.combine(days_ago(1), datetime.time(), datetime.UTC)
    Draw.objects.filter(pk=drawn.pk).update(drawn_at=midnight)

    with timezone.override(ZoneInfo("America/New_York")):
        shown = figures.public()

    assert dict(shown["days"])[days_ago(1)] == 1


def test_a_draw_without_a_report_is_no_call():
    make_number()
    pool.draw(make_caller())

    assert figures.public()["calls"] == 0


@pytest.mark.parametrize(("talks", "shown"), [(19, 0), (20, 20), (59, 40)])
def test_talks_move_in_steps_of_20(talks, shown):
    make_tallies(100, talks=talks)

    assert figures.public()["talks"] == shown


def test_talks_that_are_not_yet_counted_do_not_show():
    make_tallies(100, talks=19)
    make_number()
    pool.report(pool.draw(make_caller()), Outcome.TALKED)

    assert figures.public()["talks"] == 0


def test_a_country_shows_the_day_after():
    make_tallies(30, country="LT", day=days_ago(1))
    CountryTally.objects.create(country="LT", day=days_ago(2), calls=5)
    CountryTally.objects.create(country="PL", day=days_ago(3), calls=5)
    CountryTally.objects.create(country="US", day=today(), calls=5)

    assert figures.public()["countries"] == 2


def test_days_before_the_four_weeks_are_in_the_total_alone():
    make_tallies(30, day=days_ago(28))

    shown = figures.public()

    assert shown["calls"] == 30
    assert {calls for _day, calls in shown["days"]} == {0}


def test_readers_are_shown_what_was_counted_lately(django_assert_num_queries):
    make_tallies(100)
    counted = figures.lately()
    CountryTally.objects.create(country="PL", day=days_ago(1), calls=30)

    with django_assert_num_queries(0):
        shown = figures.lately()

    assert shown == counted != figures.public()


@pytest.mark.django_db(transaction=True)
def test_one_reader_counts_anew_and_those_who_come_meanwhile_are_not_kept_waiting():
    figures.lately()
    make_tallies(100)
    cache.delete(figures.TAKEN)

    with ThreadPoolExecutor(1) as another:
        with transaction.atomic():
            # Until this ends the other one waits at the table which it counts.
            connection.cursor().execute("LOCK TABLE calls_hourtally IN ACCESS EXCLUSIVE MODE")
            counting = another.submit(count_and_leave)
            while not cache.get(figures.TAKEN):
                time.sleep(0.01)
            meanwhile = figures.lately()

        assert (meanwhile["calls"], counting.result()["calls"]) == (0, 100)
    assert figures.lately()["calls"] == 100


def count_and_leave():
    try:
        return figures.lately()
    finally:
        connection.close()


def test_what_was_counted_is_shown_for_half_a_minute_at_most():
    figures.lately()

    kept = cache._cache.get_client()
    times = [kept.ttl(cache.make_key(key)) for key in (figures.KEPT, figures.TAKEN)]
    assert times[0] in range(25, 31)
    assert times[1] in range(10, 16)


def test_without_the_cache_everybody_counts(settings):
    settings.CACHES = NOWHERE
    make_tallies(100)

    assert figures.lately()["calls"] == 100
