"""Trials of openers: which are compared, by what measure, declared before they begin, and ended."""

import datetime

from django.utils.translation import gettext as _

from callrussia import rows
from calls.models import Trial
from guidelines import library
from volunteers.models import Today

FEWEST, MOST = 2, 3
WEEK = datetime.timedelta(weeks=1)
# A report may come three days after its draw, is forgotten within one more and settled in the night
# after the next. So a week that has been over for so long is closed: no call comes to it any more.
SETTLED = WEEK
# By the database's day, in UTC. Calls know the Monday of their week, and no day.
DECLARE = f"""
INSERT INTO calls_trial (measure, least, openers, begins)
VALUES (%s, %s, %s::bigint[], date_trunc('week', current_date)::date + 7)
ON CONFLICT DO NOTHING
RETURNING {rows.columns(Trial)}
"""  # noqa: S608


class Undeclarable(Exception):
    """No trial can be declared now; its text says why."""


def declare(measure, least):
    """Begin a trial on the next Monday, of all openers that run side by side, and return it.

    `measure` is one of Measure, `least` the smallest difference that matters, in whole points.
    Raises `Undeclarable` where fewer than two or more than three openers run, and while another
    trial is not ended: so a second click declares nothing more.
    """
    openers = candidates()
    if unfit := _unfit(openers):
        raise unfit
    declared = rows.first(Trial, DECLARE, [measure, least, openers])
    if declared is None:
        raise _taken()
    return declared


def end(trial):
    """End `trial` today. False where it had been ended before: its day stays as it was."""
    return bool(Trial.objects.filter(pk=trial.pk, ended_on=None).update(ended_on=Today()))


def candidates():
    """The ids of the openers that run side by side: those of the live edition, in its order."""
    number = library.newest()
    return library.openers_of(number) if number else []


def obstacle(openers):
    """Why no trial of `openers` can be declared now, as an `Undeclarable`, or None."""
    if Trial.objects.filter(ended_on=None).exists():
        return _taken()
    return _unfit(openers)


def weeks(trial, today):
    """The Mondays of all weeks that count and are closed by the day `today`, at first none.

    The week in which a trial was ended counts whole. A closed week changes only if the sweeps of
    `calls.tasks` had not run for days: what they catch up on may come to it up to four weeks late,
    and could then be told from what had been shown before.
    """
    newest = today - WEEK - SETTLED
    last = min(newest, trial.ended_on or newest)
    return [trial.begins + n * WEEK for n in range((last - trial.begins).days // 7 + 1)]


def first_figures(trial):
    """The Monday from which on the first week of `trial` is counted."""
    return trial.begins + WEEK + SETTLED


def next_monday(today):
    """When a trial declared on the day `today` begins."""
    return today + datetime.timedelta(days=7 - today.weekday())


def _unfit(openers):
    if len(openers) < FEWEST:
        message = _("A trial needs two openers in the live edition that are not set aside.")
        return Undeclarable(message)
    if len(openers) > MOST:
        message = _("A trial compares three openers at most. Set the others aside first.")
        return Undeclarable(message)
    return None


def _taken():
    return Undeclarable(_("Another trial is not ended yet. Only one is held at a time."))
