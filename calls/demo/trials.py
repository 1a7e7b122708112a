"""A trial of openers that began before the first of the invented calls."""

import datetime

from calls.demo.people import DAYS
from calls.evidence import trials
from calls.models import Trial


def hold(now):
    """Let one run, of whatever openers the draws were given. Its figures are still few."""
    first = now.date() - datetime.timedelta(days=DAYS)
    begins = first - datetime.timedelta(days=first.weekday())
    declared_on = begins - datetime.timedelta(days=3)
    Trial.objects.create(openers=trials.candidates(), begins=begins, declared_on=declared_on)
