"""A trial that was held, and what came of its calls, made by hand."""

import datetime
import uuid

from calls.evidence import trials
from calls.models import Call, Outcome, Trial
from guidelines import library

# A Monday, long ago.
MONDAY = datetime.date(2026, 3, 2)
LIST = "/en/admin/calls/trial/"


def week(number):
    """The Monday of the trial's week `number`, counted from 0."""
    return MONDAY + number * trials.WEEK


def now(number=0):
    """The Monday on which that week is counted."""
    return datetime.datetime.combine(week(number + 2), datetime.time(), datetime.UTC)


def make_trial(**fields):
    """A trial of the first two openers, which began on MONDAY."""
    fields = {
        "openers": library.openers_of(library.newest())[:2],
        "declared_on": MONDAY - datetime.timedelta(days=3),
        "begins": MONDAY,
    } | fields
    return Trial.objects.create(**fields)


def make_calls(count, opener, **fields):
    """So many calls with the opener of that id, each of another caller."""
    fields = {
        "week": MONDAY,
        "outcome": Outcome.ENDED,
        "edition_id": library.newest(),
        "experience": "1",
        "is_proven": False,
    } | fields
    keys = [fields.pop("caller_key")] * count if "caller_key" in fields else None
    Call.objects.bulk_create(
        Call(caller_key=keys[n] if keys else uuid.uuid4(), opener_id=opener, **fields)
        for n in range(count)
    )


def make_talks(count, opener, **fields):
    """So many talks of three to ten minutes."""
    make_calls(count, opener, **{"outcome": Outcome.TALKED, "length": "3-10"} | fields)


def make_seen(**fields):
    """A trial that ended after two weeks, with enough calls for all that its page shows."""
    trial = make_trial(**{"ended_on": week(1)} | fields)
    for opener in trial.openers:
        for number in range(2):
            make_talks(30, opener, week=week(number), felt="calm", opener_used_id=opener)
            make_calls(40, opener, week=week(number), experience="2-5", has_rehearsed=True)
            make_calls(50, opener, week=week(number), outcome="nobody")
    return trial


def page_of(trial, act="change"):
    return f"{LIST}{trial.pk}/{act}/"
