import random

import pytest
from django.db import connection

from calls import pool
from calls.models import (
    CountryTally,
    Draw,
    Fate,
    HourTally,
    Outcome,
    PhoneNumber,
    RegionTally,
    SuppressedNumber,
)
from calls.pool.suppression import hash_of
from guidelines.models import Opener
from tests.calls.crowds import as_they_lie, crowd, reported, rows_of_transactions
from tests.factories import expire, make_caller, make_number, move

pytestmark = pytest.mark.django_db

TALLIES = (RegionTally, CountryTally, HourTally)
EMPTIED = {
    "number_id",
    "drawn_at",
    "expires_at",
    "closed_at",
    "reported_at",
    "is_talking",
    "found_fate",
    "found_rest",
    "wrote_fate",
    "wrote_rest",
    "delay",
}


def counted():
    return [sum(tally.objects.values_list("calls", flat=True)) for tally in TALLIES]


def test_reports_are_forgotten_in_a_crowd_and_counted():
    drawn = crowd(minutes=17)

    assert pool.forget() == 20
    assert pool.forget() == 0

    for d in Draw.objects.all():
        assert (d.number_id, d.expires_at, d.reported_at, d.wrote_fate) == (None,) * 4
        assert d.drawn_at == d.closed_at == d.drawn_at.replace(minute=0, second=0, microsecond=0)
        assert (d.outcome, d.effect) == ("talked", "doubted")
    assert {d.pk for d in Draw.objects.all()} == {d.pk for d in drawn}
    assert counted() == [20, 20, 20]


def test_each_report_is_counted_by_region_and_week_country_and_day_hour_and_outcome():
    drawn = crowd(12, minutes=17) + crowd(8, outcome=Outcome.NOBODY, hours=30)
    Draw.objects.filter(pk__in=[d.pk for d in drawn[:7]]).update(country="DE")
    drawn = list(Draw.objects.select_related("number"))

    pool.forget()
    for d in drawn:
        day, hour = d.drawn_at.date(), d.drawn_at.hour
        monday = day.fromisocalendar(*day.isocalendar()[:2], 1)
        for tally, key in (
            (RegionTally, {"region": d.number.region_id, "week": monday}),
            (CountryTally, {"country": d.country, "day": day}),
            (HourTally, {"hour": hour, "outcome": d.outcome}),
        ):
            found = tally.objects.get(**key)
            found.calls -= 1
            found.save()

    assert [set(tally.objects.values_list("calls", flat=True)) for tally in TALLIES] == [{0}] * 3


def test_what_came_of_it_stays():
    talk = {"length": "1-3", "felt": "warm", "opener_used": Opener.objects.first().pk}
    crowd(20, talk=talk, minutes=17)
    fields = {f.attname for f in Draw._meta.concrete_fields} - EMPTIED
    before = {d.pk: d for d in Draw.objects.all()}

    pool.forget()

    for d in Draw.objects.all():
        assert {f: getattr(d, f) for f in fields} == {f: getattr(before[d.pk], f) for f in fields}


def test_nineteen_wait_for_the_twentieth_but_not_longer_than_a_day():
    drawn = crowd(19, minutes=17)

    assert pool.forget() == 0
    assert counted() == [0, 0, 0]
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


@pytest.mark.django_db(transaction=True)
def test_a_batch_has_its_limit_and_no_remainder_is_smaller_than_a_crowd():
    crowd(90, people=10, minutes=17)

    assert pool.forget(limit=25) == 90

    assert rows_of_transactions("calls_draw") == [25, 25, 40]
    assert counted() == [90, 90, 90]


@pytest.mark.django_db(transaction=True)
def test_rows_lie_in_the_order_of_what_stands_in_them_and_not_of_reports():
    volunteers = [make_caller() for _ in range(3)]
    for n, number in enumerate(random.sample(range(79460000000, 79470000000), 60)):
        reported(volunteer=volunteers[n % 3], number=number, minutes=17)
    with connection.cursor() as cursor:
        # No gaps to be filled: what is written comes after what was there.
        cursor.execute("VACUUM FULL calls_draw")
        cursor.execute("VACUUM FULL calls_phonenumber")

    pool.forget()

    for table, key in ("calls_draw", "id"), ("calls_phonenumber", "number"):
        lie = as_they_lie(table, key)
        assert (len(lie), lie) == (60, sorted(lie))


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


def test_an_erased_volunteers_report_still_counts():
    drawn = crowd(20, minutes=17)
    drawn[0].volunteer.delete()

    assert pool.forget() == 20
    assert PhoneNumber.objects.filter(fate=Fate.TRIED).count() == 20
