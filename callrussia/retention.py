"""All that the site removes by itself: each app registers its jobs here, and here they run.

An app keeps its jobs in its own `retention.py`, which its AppConfig imports once it is ready.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.migrations.recorder import MigrationRecorder
from django.db.models import DateTimeField, Func, QuerySet
from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from callrussia import events, sessions
from callrussia.models import Run

# Fewer are not told apart from none.
CROWD = 20
# Nobody counts further.
MOST = 10_000
NIGHTLY = datetime.timedelta(days=1)
# A run is remembered by its hour, and may take a while itself.
PATIENCE = datetime.timedelta(hours=2)


class Hour(Func):
    """The beginning of an hour, in UTC."""

    template = "date_trunc('hour', %(expressions)s, 'UTC')"
    output_field = DateTimeField()


@dataclass(frozen=True)
class Job:
    """`verb` removes what is due and returns how much; `due` are the rows that it would look at.

    `rule` says in words what is removed and when; the job runs once in `every`.
    """

    name: str
    title: Promise
    rule: Promise
    verb: Callable[[], int]
    due: Callable[[], QuerySet]
    every: datetime.timedelta = NIGHTLY


@dataclass(frozen=True)
class State:
    """A job as it stands now. `due` is at most MOST + 1; `ran_at` is None before the first run."""

    job: Job
    due: int
    ran_at: datetime.datetime | None
    removed: int | None
    is_overdue: bool


JOBS: dict[str, Job] = {}


def register(*jobs: Job):
    JOBS.update({job.name: job for job in jobs})


def run(name: str) -> int:
    """Remove what is due for the job called `name` and return how much. Safe to repeat.

    Raises KeyError for a job that nobody registered.
    """
    removed = JOBS[name].verb()
    Run.objects.bulk_create(
        [Run(job=name, ran_at=Hour(Now()), removed=removed if removed >= CROWD else None)],
        update_conflicts=True,
        unique_fields=["job"],
        update_fields=["ran_at", "removed"],
    )
    return removed


def due(job: Job) -> int:
    """How many rows wait for it: at most MOST + 1."""
    return job.due().order_by()[: MOST + 1].count()


def states() -> list[State]:
    """Every job as it stands. Two queries, and one for each job."""
    runs = {run.job: run for run in Run.objects.all()}
    site = _began()
    return [_state(job, runs.get(job.name), site) for job in JOBS.values()]


def _began():
    """The first of our migrations: from then on, a job that has not run yet can be late."""
    migrations = MigrationRecorder.Migration.objects.filter(app="callrussia")
    return migrations.annotate(now=Now()).earliest("applied")


def _state(job, last, site):
    since = last.ran_at if last else site.applied
    is_overdue = site.now - since > job.every + PATIENCE
    return State(job, due(job), last and last.ran_at, last and last.removed, is_overdue)


register(
    Job(
        "sessions",
        _("Sessions that have ended"),
        _("A sign-in ends after 14 days; its row is removed in the following night."),
        sessions.drop_ended,
        sessions.ended,
    ),
    Job(
        "security events",
        _("Counts of security events"),
        _("14 days after their hour."),
        events.purge,
        events.due,
    ),
)
