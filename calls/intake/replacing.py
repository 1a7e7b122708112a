"""Fills an empty pool: all or nothing, in one transaction, as fast as the machine allows."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable

from calls import registry
from calls.files import Refused
from calls.intake import building, twin
from calls.intake.batches import grow
from calls.intake.counts import Intake, tally
from calls.intake.rows import copy
from calls.intake.stored import stored_numbers
from calls.intake.suppressed import Suppressed
from calls.models import PhoneNumber

# Whoever is killed lets go within a second. Limits of the host are meant for pages.
SETTINGS = """
SET LOCAL client_connection_check_interval = '1s';
SET LOCAL statement_timeout = 0
"""
# One at a time fills the pool.
TURN = """
SET LOCAL lock_timeout = '5s';
SELECT pg_advisory_xact_lock(9456790);
SET LOCAL lock_timeout TO DEFAULT
"""
# Readers lock the pool and the draws in one order or the other: to wait for long with one of the
# two in hand would be a deadlock. The region is locked by the foreign key that is made then.
LOCKS = """
SET LOCAL lock_timeout = '500ms';
LOCK TABLE calls_suppressednumber IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE calls_phonenumber, calls_draw IN ACCESS EXCLUSIVE MODE;
LOCK TABLE calls_region IN SHARE ROW EXCLUSIVE MODE;
SET LOCAL lock_timeout TO DEFAULT
"""
# So many times that is tried, for a second each.
TRIES = 60
DROP = "DELETE FROM calls_intake.calls_phonenumber WHERE number = ANY(%s) RETURNING region_id"
UNDER_WAY = "Another import is filling the pool: try again when it is done. Nothing was written."
IN_USE = "Something has held the pool for a minute, a backup maybe. Nothing was written."
NOT_EMPTY = "Numbers came into the pool meanwhile. Nothing was written: run this again."


@transaction.atomic
def fill(intake: Intake, parts: Callable[[], Iterable[np.ndarray]], progress: Callable) -> bool:
    """Write and count the rows of `parts` that are not suppressed; False: the pool is not empty.

    Killed at any moment, nothing is left of it. Raises Refused where somebody else is at it.
    """
    wait_for_turn()
    registry.hold(intake.registry)
    if not twin.is_possible():
        return False
    twin.make()
    seen, gains = Suppressed.now(), Counter()
    with connection.cursor() as cursor:
        wanted = ahead(without(seen, parts(), intake))
        copy(cursor, twin.TWIN, counted(wanted, gains, intake, progress), freeze=True)
    building.build(twin.indexes(), twin.TWIN, progress)
    # Before the locks as well, so that there is as good as nothing left to be done under them.
    seen = drop_suppressed(seen, gains, intake)
    lock()
    drop_suppressed(seen, gains, intake)
    if PhoneNumber.objects.exists():
        raise Refused(NOT_EMPTY)
    twin.take_place()
    grow(gains)
    intake.finish()
    return True


def wait_for_turn():
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
    if not is_granted(TURN):
        raise Refused(UNDER_WAY)


def is_granted(locks) -> bool:
    """Whether `locks` could be had within the time that they give themselves."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(locks)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            return False
        raise
    return True


def without(suppressed, parts, intake) -> Iterator[np.ndarray]:
    """`parts` without the suppressed rows, which are counted."""
    for rows in parts:
        is_suppressed = suppressed.among(rows["number"])
        intake.suppressed += int(is_suppressed.sum())
        yield rows[~is_suppressed]


def ahead(parts: Iterator) -> Iterator:
    """`parts`, each made in another thread while the one before it is dealt with."""
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, parts, None)
        while (part := coming.result()) is not None:
            coming = maker.submit(next, parts, None)
            yield part


def counted(parts, gains, intake, progress) -> Iterator[np.ndarray]:
    """`parts`, counted as they are sent; what each region `gains` as well."""
    for rows in parts:
        yield rows
        gains += tally(rows["region"])
        intake.added += len(rows)
        progress("writing", intake.added, intake.wanted)


def drop_suppressed(seen, gains, intake) -> Suppressed:
    """Take out again whoever was suppressed after we had `seen` them; returns all of them now."""
    now = Suppressed.now()
    new = now - seen
    for numbers, _part in stored_numbers(twin.TWIN) if new else ():
        unwanted = numbers[new.among(numbers)]
        with connection.cursor() as cursor:
            cursor.execute(DROP, [unwanted.tolist()])
            dropped = Counter(region for (region,) in cursor)
        gains -= dropped
        intake.added -= dropped.total()
        intake.suppressed += dropped.total()
    return now


def lock():
    """Lock everybody out, at once or not at all."""
    for _ in range(TRIES):
        if is_granted(LOCKS):
            return
        time.sleep(0.5)
    raise Refused(IN_USE)
