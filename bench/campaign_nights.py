"""How a day passes in the replayed campaign: what is stored moves into the past, no clock moves."""

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import django
from django.db import connection
from django.db.models.functions import Now

from calls import tasks
from calls.models import Draw
from calls.pool.settling import WAITING

# All times that verbs, figures and the allowance look at. Not the rests of numbers: among forty
# million so many never rested that none is drawn a second time.
DAY = """
UPDATE calls_draw SET
    drawn_at = drawn_at - interval '1 day', expires_at = expires_at - interval '1 day',
    closed_at = closed_at - interval '1 day', reported_at = reported_at - interval '1 day'
WHERE volunteer_id IS NOT NULL;
UPDATE calls_countrytally SET day = day - 100001;
UPDATE calls_countrytally SET day = day + 100000;
"""
# What knows its week alone, as a draw without its volunteer does, moves by whole weeks. Where weeks
# are unique in two steps, since one would meet the rows of the week before.
WEEK = """
UPDATE calls_draw SET
    drawn_at = drawn_at - interval '7 days', closed_at = closed_at - interval '7 days'
WHERE volunteer_id IS NULL;
UPDATE calls_regiontally SET week = week - 100007;
UPDATE calls_regiontally SET week = week + 100000;
UPDATE calls_callerkey SET week = week - 100007;
UPDATE calls_callerkey SET week = week + 100000;
UPDATE calls_call SET week = week - 7;
"""


def pass_day(evening: int):
    """Make everything a day older. Nobody may be calling meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN;" + DAY + (WEEK if evening % 7 == 6 else "") + "COMMIT;")
        cursor.execute("VACUUM ANALYZE calls_draw")


def sweeper() -> ProcessPoolExecutor:
    """A process beside those of the site, as the worker is; it is given `sweep`."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=django.setup)


def sweep() -> tuple[float, int]:
    """What the worker does in a night, while the first ones call again.

    Its CPU seconds so far, and the reports that no crowd joined in time: in the tallies alone.
    """
    tasks.reclaim()
    tasks.forget()
    alone = Draw.objects.forgotten().filter(drawn_at__lte=Now() - WAITING).count()
    tasks.settle()
    return time.process_time(), alone
