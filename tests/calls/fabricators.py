"""Counts beside caller keys as settling leaves them, made by hand."""

import datetime

from django.utils import timezone

from calls.models import CallerCount, CallerKey
from tests.factories import make_caller

HONEST = {
    "outcome": {"nobody": 12, "ended": 5, "talked": 3},
    "delay": {"4": 4, "5": 5, "6": 5, "7": 6},
    "hour": {"0": 7, "1": 12, "2": 1},
}
QUICK = {"outcome": {"nobody": 12, "ended": 5, "talked": 3}, "delay": {"0": 20}}


def make_counts(volunteer=None, weeks_ago=0, **kinds):
    """A key of `volunteer` with such counts, {kind: {value: calls}}; returns the volunteer."""
    volunteer = volunteer or make_caller()
    today = timezone.now().date()
    monday = today - datetime.timedelta(days=today.weekday() + 7 * weeks_ago)
    key = CallerKey.objects.create(volunteer=volunteer, week=monday)
    CallerCount.objects.bulk_create(
        CallerCount(
            caller_key=key,
            kind=kind,
            value=value,
            country="LT" if kind == "outcome" else "",
            calls=calls,
        )
        for kind, values in kinds.items()
        for value, calls in values.items()
    )
    return volunteer


def make_everybody(people=25):
    return [make_counts(**HONEST) for _ in range(people)]
