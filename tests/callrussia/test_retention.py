"""What is removed by itself: by a register of jobs that remembers what it did, and no more."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F
from django.utils import timezone

from callrussia import retention
from callrussia.models import Run
from callrussia.tasks import remove
from calls import pool, tasks
from calls.models import CallerKey, Draw, Outcome
from guidelines import typing
from guidelines.models import Section, Typed
from tests.factories import expire, make_caller, make_number, make_volunteer, move
from volunteers.models import Session

pytestmark = pytest.mark.django_db


def make_sessions(count, ended):
    ends = timezone.now() + datetime.timedelta(days=-1 if ended else 1)
    Session.objects.bulk_create(
        Session(session_key=f"{ended}{n}", session_data="", expire_date=ends) for n in range(count)
    )


def state(name):
    return next(found for found in retention.states() if found.job.name == name)


def rows_of_all_tables():
    """{table: its rows as text}: the whole database."""
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            found[table] = cursor.fetchall()
    return found


def make_all_due():
    """Something for every job."""
    make_sessions(25, ended=True)
    for _ in range(3):
        make_number()
    caller = make_caller()
    drawn = pool.draw(caller)
    expire(drawn)
    pool.reclaim()
    move(drawn, days=4)
    reported = pool.draw(caller)
    pool.report(reported, Outcome.NOBODY)
    move(reported, days=1)
    CallerKey.objects.create(volunteer=caller, week="2026-01-05")
    long_ago = {"active_month": "2025-01-01", "joined_on": "2025-01-01"}
    make_volunteer(**long_ago)
    make_volunteer(**long_ago, warned_on="2025-09-01")
    unconfirmed = make_volunteer(joined_on="2025-01-01")
    EmailAddress.objects.filter(user=unconfirmed).update(verified=False)
    typing.keep(Section, 1, caller, {"title_ru": "…"}, 1)
    Typed.objects.update(typed_at=F("typed_at") - datetime.timedelta(days=31))


def test_a_job_removes_what_is_due_and_nothing_else():
    make_sessions(25, ended=True)
    make_sessions(2, ended=False)

    answers = [retention.run("sessions") for _ in range(2)]

    assert answers == [25, 0]
    assert Session.objects.count() == 2


def test_a_run_is_remembered_by_its_hour_and_by_a_crowd_alone():
    make_sessions(25, ended=True)
    retention.run("sessions")
    first = Run.objects.get()
    make_sessions(19, ended=True)

    retention.run("sessions")

    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    assert (first.removed, Run.objects.get().removed) == (25, None)
    assert hour - Run.objects.get().ran_at in (datetime.timedelta(0), datetime.timedelta(hours=1))


@pytest.mark.parametrize(("hours", "is_overdue"), [(25, False), (28, True)])
def test_a_job_is_overdue_once_a_night_was_missed(hours, is_overdue):
    retention.run("sessions")
    Run.objects.update(ran_at=timezone.now() - datetime.timedelta(hours=hours))

    assert state("sessions").is_overdue is is_overdue


@pytest.mark.parametrize(("hours", "is_overdue"), [(25, False), (28, True)])
def test_a_job_that_never_ran_is_overdue_once_the_site_is_older_than_a_night(hours, is_overdue):
    began = timezone.now() - datetime.timedelta(hours=hours)
    MigrationRecorder.Migration.objects.filter(app="callrussia").update(applied=began)

    found = state("sessions")

    assert (found.ran_at, found.is_overdue) == (None, is_overdue)


def test_every_task_goes_through_the_register(settings):
    make_all_due()
    tasks.forget()
    tasks.settle()
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        if entry["task"] == remove.name:
            remove(*entry["args"])

    assert {run.job for run in Run.objects.all()} == set(retention.JOBS)
    assert {found.job.name: found.due for found in retention.states()} == dict.fromkeys(
        retention.JOBS, 0
    )


def test_what_is_due_is_counted_no_further_than_anybody_reads(monkeypatch):
    monkeypatch.setattr(retention, "MOST", 3)
    make_sessions(9, ended=True)

    assert state("sessions").due == 4


def test_what_is_due_is_told_job_by_job():
    make_all_due()

    assert {found.job.name: found.due for found in retention.states()} == {
        "sessions": 25,
        "security events": 0,
        "forget": 1,
        "unreported": 1,
        "settle": 0,
        "caller keys": 1,
        "typed": 1,
        "sign-ups": 1,
        "warnings": 1,
        "inactive": 1,
    }


def test_a_dry_run_tells_what_would_go_and_changes_nothing(capsys):
    make_all_due()
    before = rows_of_all_tables()

    call_command("purge", "--dry-run")

    said = capsys.readouterr().out.splitlines()
    assert rows_of_all_tables() == before
    assert len(said) == len(retention.JOBS)
    assert said[0].split(":")[0].strip() == "25  sessions"
    assert [line for line in said if line.startswith("   fewer than 20  typed:")] != []


def test_a_purge_removes_what_the_dry_run_told(capsys):
    make_all_due()

    call_command("purge")

    assert [found.due for found in retention.states()] == [0] * len(retention.JOBS)
    assert Session.objects.count() == Typed.objects.count() == CallerKey.objects.count() == 0
    assert list(Draw.objects.values_list("number", "version")) == [(None, 1)]


def test_a_purge_of_one_job_leaves_the_others_alone(capsys):
    make_all_due()

    call_command("purge", "caller keys")

    assert CallerKey.objects.count() == 0
    assert Session.objects.count() == 25


def test_a_job_that_nobody_knows_is_named_with_those_that_are():
    make_volunteer()

    with pytest.raises(CommandError) as refused:
        call_command("purge", "everything")

    assert str(refused.value) == (
        f"There is no job 'everything'. JOB is one of: {', '.join(retention.JOBS)}."
    )
