"""Care for those who call: a day off, and the counts that psychologists read."""

import datetime

from django.db.models import F
from django.db.models.functions import Now, TruncWeek

from callrussia import rows
from calls.models import DayOff, Encounter

STOP = """
INSERT INTO calls_dayoff (volunteer_id, until)
VALUES (%s, (date_trunc('day', now() AT TIME ZONE %s::text) + interval '1 day')
    AT TIME ZONE %s::text)
ON CONFLICT (volunteer_id) DO UPDATE SET until = excluded.until
"""
COUNT = """
INSERT INTO calls_encounter (week, kind, amount)
VALUES (date_trunc('week', now() AT TIME ZONE 'UTC')::date, %s, 1)
ON CONFLICT (week, kind) DO UPDATE SET amount = calls_encounter.amount + 1
"""


def stop(volunteer):
    """Lend `volunteer` no number until their next midnight. A second call changes nothing."""
    zone = volunteer.time_zone or "UTC"
    rows.write(STOP, [volunteer.pk, zone, zone])


def go_on(volunteer):
    """Take the day off back. False where there was none."""
    return bool(DayOff.objects.filter(volunteer=volunteer).delete()[0])


def resting_until(volunteer):
    """The end (aware) of the volunteer's day off, or None; one query."""
    rests = DayOff.objects.filter(volunteer=volunteer, until__gt=Now())
    return rests.values_list("until", flat=True).first()


def count(kind):
    """Count one more `Encounter.Kind` in this week: nothing says who, when or in which call."""
    rows.write(COUNT, [kind])


def stir():
    """Store this week's counts anew, so that they belong to this minute and to no report.

    The row is last written in a transaction beside those of its teller's other requests, and a
    number of theirs would be known by its neighbour until it is forgotten.
    """
    this_week = TruncWeek(Now(), tzinfo=datetime.UTC)
    Encounter.objects.filter(week__gte=this_week).update(amount=F("amount"))


def tidy():
    """Delete days off that are over. Safe to repeat; a missed run harms nobody."""
    DayOff.objects.filter(until__lte=Now()).delete()
