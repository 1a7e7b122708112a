"""Undoing a flood on the do-not-call list: the numbers of one batch come back, rested."""

import random
from collections import defaultdict

import numpy as np
from django.db import connection, transaction
from django.db.models.functions import Now

from calls import effects
from calls.models import Draw, Effect, Fate, PhoneNumber, SuppressedNumber
from calls.pool.suppression import hash_of, hashes_of

Source = SuppressedNumber.Source
# So many numbers of the pool are read and hashed at once.
AT_ONCE = 100_000
# So many come back in one transaction: nobody waits for longer.
ROWS = 1_000
NEXT = "SELECT number FROM calls_phonenumber WHERE number > %s ORDER BY number LIMIT %s"
# Whoever suppresses a number has finished, or begins once its hash is gone.
LOCK = "LOCK TABLE calls_suppressednumber IN SHARE ROW EXCLUSIVE MODE"


def undoable(batch):
    """As a query: the hashes of `batch` that came unchecked, by the page or by e-mail."""
    return SuppressedNumber.objects.filter(batch=batch, source__in=(Source.PAGE, Source.MAIL))


def unsuppress(batch: str, progress=lambda doing, count: None) -> int:
    """Take the numbers of `batch` off the do-not-call list; how many hashes went.

    Hashing the pool tells whose they are. Whoever also asked a volunteer stays on the list. What a
    number was before is not known: it comes back as one that was tried, in half a year, so that at
    worst somebody who was done is called once more. Safe to repeat: hashes go with their numbers,
    and after an interruption the next run finds what is left.
    """
    kept = [bytes(pk) for pk in undoable(batch).values_list("pk", flat=True)]
    halves = np.frombuffer(b"".join(kept), np.uint64)[::2]
    undone, asked = 0, set()
    for numbers in _pool(progress) if kept else ():
        found = numbers[np.isin(np.frombuffer(hashes_of(numbers), np.uint64)[::2], halves)]
        for start in range(0, len(found), ROWS):
            undone += _give_back(batch, found[start : start + ROWS].tolist(), asked)
    outside = [pk for pk in kept if pk not in asked]
    for start in range(0, len(outside), ROWS):
        undone += undoable(batch).filter(pk__in=outside[start : start + ROWS]).delete()[0]
    return undone


def _pool(progress):
    """All numbers, in pieces, by primary key."""
    last = read = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(NEXT, [last, AT_ONCE])
            numbers = np.array(cursor.fetchall(), np.int64).ravel()
        if not len(numbers):
            return
        yield numbers
        last, read = int(numbers[-1]), read + len(numbers)
        progress("hashing the pool", read)


@transaction.atomic
def _give_back(batch, numbers, asked) -> int:
    """Those of `numbers` that nobody asked a volunteer for; the others' hashes join `asked`."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    hashes = {number: hash_of(number) for number in numbers}
    pooled = PhoneNumber.objects.select_for_update(no_key=True).filter(pk__in=numbers)
    locked = dict(pooled.order_by("pk").values_list("pk", Now()))
    # Their hashes become the volunteer's once the report is forgotten.
    waiting = Draw.objects.filter(number__in=numbers, effect=Effect.SUPPRESSED)
    spared = set(waiting.values_list("number", flat=True))
    asked |= {hashes[number] for number in spared}

    free = [hashes[number] for number in locked.keys() - spared]
    ours = {bytes(pk) for pk in undoable(batch).filter(pk__in=free).values_list("pk", flat=True)}
    undoable(batch).filter(pk__in=ours).delete()
    _rest({pk: now for pk, now in locked.items() if hashes[pk] in ours})
    return len(ours)


def _rest(numbers):
    """`numbers`: each with the database's time."""
    by_rest = defaultdict(list)
    for number, now in numbers.items():
        days = random.randint(*effects.REST[Effect.ABROAD])
        by_rest[effects.day_of(now) + days].append(number)
    for rest, some in by_rest.items():
        suppressed = PhoneNumber.objects.filter(pk__in=some, fate=Fate.SUPPRESSED)
        suppressed.update(fate=Fate.TRIED, rest=rest)
