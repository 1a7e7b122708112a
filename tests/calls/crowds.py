"""Reports by the dozen, made old; and by the thousand, as forgetting leaves them."""

import datetime

from django.db import connection
from django.utils import timezone

from calls import pool
from calls.models import Draw, Effect, Ending, Outcome
from guidelines import library
from tests.factories import make_caller, make_number, move


def reported(outcome=Outcome.TALKED, volunteer=None, talk=None, number=None, **back):
    """A draw reported as `outcome`, its times moved back by timedelta(**back)."""
    make_number(number=number)
    drawn = pool.draw(volunteer or make_caller())
    pool.report(drawn, outcome, talk)
    return move(drawn, **(back or {"minutes": 17}))


def crowd(n=20, people=5, **fields):
    volunteers = [make_caller() for _ in range(people)]
    return [reported(volunteer=volunteers[i % people], **fields) for i in range(n)]


def forgotten(n=20, people=5, hours=30, **fields):
    drawn = crowd(n, people, hours=hours, **fields)
    pool.forget()
    return drawn


def waiting(n, people=5, hours=30, volunteers=()):
    """So many draws as if the verbs had made and forgotten them, but without their tallies."""
    volunteers = list(volunteers) or [make_caller() for _ in range(people)]
    at = timezone.now() - datetime.timedelta(hours=hours)
    hour = at.replace(minute=0, second=0, microsecond=0)
    fields = {
        "drawn_at": hour,
        "closed_at": hour,
        "ending": Ending.REPORTED,
        "outcome": Outcome.TALKED,
        "effect": Effect.DONE,
        "version": 1,
        "edition": library.live(),
        "country": "LT",
        "experience": "1",
    }
    draws = [Draw(volunteer=volunteers[i % len(volunteers)], **fields) for i in range(n)]
    return Draw.objects.bulk_create(draws, batch_size=1000)


def rows_of_transactions(table):
    """How many rows of `table` each transaction wrote."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}" GROUP BY xmin::text')
        return sorted(count for (count,) in cursor.fetchall())


def as_they_lie(table, column):
    """The column's values in the physical order of the rows."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {column} FROM "{table}" ORDER BY ctid')
        return [value for (value,) in cursor.fetchall()]
