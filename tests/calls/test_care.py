"""A day off, and counts that tell of nobody."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.utils import timezone

from calls import care, pool, tasks
from calls.models import DayOff, Encounter
from calls.pool import Refusal
from tests.factories import make_caller, make_number
from volunteers import membership

pytestmark = pytest.mark.django_db


def fetch(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.mark.parametrize("zone", ["Europe/Vilnius", "America/Los_Angeles", ""])
def test_a_day_off_ends_at_the_volunteers_next_midnight(zone):
    volunteer = make_caller(time_zone=zone)

    care.stop(volunteer)

    local = care.resting_until(volunteer).astimezone(ZoneInfo(zone or "UTC"))
    today = timezone.localdate(timezone=ZoneInfo(zone or "UTC"))
    assert (local.date(), local.time()) == (today + datetime.timedelta(days=1), datetime.time(0))


def test_it_is_taken_once_and_back_once():
    volunteer, other = make_caller(), make_caller()
    care.stop(volunteer)
    care.stop(volunteer)
    care.stop(other)

    assert (care.go_on(volunteer), care.go_on(volunteer)) == (True, False)
    assert DayOff.objects.get().volunteer == other


def test_whoever_took_it_is_refused_kindly_until_it_is_over():
    make_number()
    volunteer = make_caller()
    care.stop(volunteer)
    refusal = pool.refusal(volunteer)

    DayOff.objects.update(until=timezone.now())

    assert (refusal.reason, pool.refusal(volunteer)) == (Refusal.RESTING, None)


def test_a_day_off_that_is_over_is_deleted_and_so_is_that_of_an_erased_account():
    over, gone, stays = make_caller(), make_caller(), make_caller()
    care.stop(over)
    DayOff.objects.update(until=timezone.now())
    care.stop(gone)
    care.stop(stays)

    tasks.settle()
    membership.erase(gone)

    assert DayOff.objects.get().volunteer == stays


def test_encounters_are_counted_by_week_and_kind():
    for kind in ("child", "distress", "child"):
        care.count(kind)

    monday = fetch("SELECT date_trunc('week', now() AT TIME ZONE 'UTC')::date")[0][0]
    rows = Encounter.objects.values_list("week", "kind", "amount")
    assert [*rows] == [(monday, "child", 2), (monday, "distress", 1)]


def test_a_count_has_no_time_no_volunteer_and_no_number():
    names = {field.name for field in Encounter._meta.get_fields()}

    assert names == {"id", "week", "kind", "amount"}
    with pytest.raises(IntegrityError, match="encounter_week_is_monday"):
        Encounter.objects.create(week="2026-11-25", kind="child")


@pytest.mark.django_db(transaction=True)
def test_within_a_minute_a_count_is_in_no_transaction_beside_its_report():
    care.count("child")
    before = fetch("SELECT xmin::text FROM calls_encounter")

    tasks.stir_counts()

    stirs = next(e for e in settings.CELERY_BEAT_SCHEDULE.values() if "stir_counts" in e["task"])
    after = fetch("SELECT xmin::text, amount FROM calls_encounter")
    assert (before[0][0] != after[0][0], after[0][1], stirs["schedule"]) == (True, 1, 60)
    (options,) = fetch("SELECT reloptions FROM pg_class WHERE relname = 'calls_encounter'")[0]
    assert {*options} >= {"autovacuum_vacuum_threshold=0", "autovacuum_vacuum_scale_factor=0"}
