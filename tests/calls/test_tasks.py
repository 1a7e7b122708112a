"""The tasks through a real broker and a real worker."""

import os
import subprocess
import sys

import dj_database_url
import pytest
from django.db import connection

from callrussia.celery import app
from calls import pool, tasks
from calls.models import Draw, HourTally, Outcome
from tests.callrussia.processes import until
from tests.factories import expire, make_caller, make_number, move

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker():
    """A worker as in production, but on the database of the tests."""
    url = os.environ["DATABASE_URL"]
    name = dj_database_url.parse(url)["NAME"]
    before, _, after = url.rpartition(f"/{name}")
    test_url = f"{before}/{connection.settings_dict['NAME']}{after}"
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "callrussia", "worker", "-P", "solo", "-l", "ERROR"],
        env=os.environ | {"DATABASE_URL": test_url},
    )
    yield
    # Not TERM, which waits for what the broker has still to say.
    process.kill()
    process.wait()


def test_reclaim_closes_what_expired(worker):
    make_number()
    expire(pool.draw(make_caller()))

    tasks.reclaim.delay()

    assert until(lambda: Draw.objects.open().count() == 0)


def test_forget_and_settle_run_as_scheduled(worker):
    make_number()
    drawn = pool.draw(make_caller())
    pool.report(drawn, Outcome.NOBODY)
    move(drawn, hours=50)

    tasks.forget.delay()
    assert until(lambda: HourTally.objects.count() == 1)
    tasks.settle.delay()

    # Too few for a call, and too old for a name: it waits without its volunteer.
    assert until(lambda: Draw.objects.filter(volunteer=None, number=None).count() == 1)


def test_every_scheduled_task_exists():
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert scheduled - set(app.tasks) == set()
