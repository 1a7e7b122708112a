"""Brings the pool in line with the registry: a batch at a time, each of which it remembers.

Killed at any moment, the next load does the rest. It locks as every verb does: volunteers, numbers
in order, their draws; regions last, as an import does. Numbers are found by their primary key.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, transaction
from django.db.models import BigIntegerField, F, Value
from django.db.models.functions import Greatest, Now

from calls.files import Refused
from calls.models import CHECKS, Correction, Draw, Ending, Fate, PhoneNumber, Region
from calls.pool.batches import Among, among, keep
from calls.registry.holding import hold

Kind = Correction.Kind
# Numbers locked at once: a report of one of them waits for so many.
BATCH = 10_000
# Small stretches are done together: a commit costs more than they do.
TOGETHER = 200


def correct(batch: int = BATCH, progress: Callable = lambda done: None) -> Counter:
    """Do what the registry has still to change in the pool; returns how many numbers were …

    `looked_at`, `finished` (excluded), `kept` (in no range, finished, since a draw names them),
    `dropped` (in no range, deleted), `moved`; and `closed`, how many open draws. Raises Refused.
    """
    done = Counter()
    try:
        done += drop_kept(batch)
        while (made := step(batch)) is not None:
            done += made
            progress(done)
    except DatabaseError as error:
        # The database's own message may quote a number.
        why = type(error).__name__
        raise Refused(
            f"The registry is loaded, but the database failed ({why}) before all numbers of the "
            "pool were brought in line with it. Load it once more."
        ) from None
    return done


@transaction.atomic
def step(batch) -> Counter | None:
    """Correct a batch of numbers, the most urgent that nobody else is at; None: there are none."""
    hold()
    todo = Correction.objects.exclude(kind=Kind.KEPT).order_by("kind", "first")
    todo = list(todo.select_for_update(skip_locked=True)[:TOGETHER])
    if not todo:
        return None

    kind, regions = todo[0].kind, {}
    for correction in todo:
        if correction.kind == kind and len(regions) < batch:
            numbers = first_of(correction, batch - len(regions))
            regions |= dict.fromkeys(numbers, correction.region_id)
            go_on(correction, numbers, len(regions) < batch)
    return ACTS[kind](regions) + Counter(looked_at=len(regions))


def rows_of(correction):
    """The numbers that `correction` has to look at."""
    # What rings nobody has a region of its own: see `rechecking`.
    inside = PhoneNumber.objects.filter(pk__range=(correction.first, correction.last))
    rows = inside.exclude(region=CHECKS)
    if correction.kind == Kind.PLACE:
        return rows.exclude(region=correction.region_id)
    # Finished ones as well: the report that finished one may yet be amended.
    return rows


def first_of(correction, most) -> list[int]:
    return list(rows_of(correction).order_by("pk").values_list("pk", flat=True)[:most])


def go_on(correction, numbers, were_all):
    """Take `numbers`, the first of its stretch, off `correction`."""
    if were_all or numbers[-1] == correction.last:
        correction.delete()
    else:
        correction.first = numbers[-1] + 1
        correction.save(update_fields=("first",))


def finish(numbers) -> Counter:
    """Nobody may call these: what may still be drawn is done, and whoever holds one loses it."""
    keep_callers(numbers)
    lock(numbers)
    finished, closed = close(numbers)
    return Counter(finished=finished, closed=closed)


def drop(numbers) -> Counter:
    """These are in no range. What was finished stays: should they come back, nobody is called
    twice. Of the others only those stay, finished, that a draw names, until a later load.
    """
    keep_callers(numbers)
    live = [row for row in lock(numbers) if row.fate < Fate.DONE]
    named = named_among(row.number for row in live)
    dropped = delete(row for row in live if row.number not in named)
    Correction.objects.bulk_create(
        Correction(kind=Kind.KEPT, first=number, last=number) for number in sorted(named)
    )
    kept, closed = close(numbers)
    return Counter(dropped=dropped, kept=kept, closed=closed)


def place(regions) -> Counter:
    """These are in other regions than they were, whether live, resting or finished."""
    moved = lock(regions)
    by_region = {}
    for row in moved:
        by_region.setdefault(regions[row.number], []).append(row.number)
    for region, numbers in by_region.items():
        numbered(numbers).update(region=region)
    gains = Counter({region: len(numbers) for region, numbers in by_region.items()})
    gains.subtract(row.region for row in moved)
    resize(gains)
    return Counter(moved=len(moved))


ACTS = {Kind.FINISH: finish, Kind.DROP: drop, Kind.PLACE: place}


def keep_callers(numbers):
    """Keep whoever drew one of `numbers` from being erased while their draws are written."""
    keep(draws_of(numbers).values_list("volunteer", flat=True))


def lock(numbers: Iterable[int]):
    """Those of `numbers` in the pool, locked, each with its `number`, `region` and `fate`."""
    rows = numbered(numbers).select_for_update(no_key=True).order_by("pk")
    return list(rows.values_list("number", "region", "fate", named=True))


def close(numbers) -> tuple[int, int]:
    """Finish those of `numbers`, locked by the caller, that are live, and end their open draws."""
    live = numbered(numbers).filter(fate__lt=Fate.DONE)
    finished = live.update(fate=Fate.DONE, rest=0)
    draws = draws_of(numbers)
    # Else an amended report could take back what it wrote, and the number would be live again.
    draws.filter(wrote_fate__isnull=False).update(wrote_fate=None, wrote_rest=None)
    return finished, draws.open().update(closed_at=Now(), ending=Ending.TAKEN)


@transaction.atomic
def drop_kept(batch) -> Counter:
    """Delete what an earlier load had to keep, once no draw names it any more."""
    hold()
    kept = Correction.objects.filter(kind=Kind.KEPT).order_by("first")
    numbers = list(kept.values_list("first", flat=True)[:batch])
    keep_callers(numbers)
    rows, named = lock(numbers), named_among(numbers)
    # One that turned out dead, or asked not to be called, stays.
    dropped = delete(r for r in rows if r.fate == Fate.DONE and r.number not in named)
    kept.filter(first__in=set(numbers) - named).delete()
    return Counter(dropped=dropped)


def numbered(numbers: Iterable[int]):
    return PhoneNumber.objects.filter(among(PhoneNumber, numbers))


def draws_of(numbers: Iterable[int]):
    """The draws that name one of `numbers`."""
    array = Value(list(numbers), ArrayField(BigIntegerField()))
    return Draw.objects.filter(Among("number", array))


def named_among(numbers: Iterable[int]) -> set[int]:
    """Those of `numbers` that a draw names."""
    return set(draws_of(numbers).values_list("number", flat=True))


def delete(rows) -> int:
    regions = {row.number: row.region for row in rows}
    numbered(regions).delete()
    lost = Counter()
    lost.subtract(regions.values())
    resize(lost)
    return len(regions)


def resize(gains: Counter):
    """Let regions grow or shrink, in the order in which an import locks them."""
    for region, gain in sorted(gains.items()):
        size = Greatest(F("size") + gain, 0)
        # What a region gained may be live.
        news = {"size": size} | ({"dry_until": None} if gain > 0 else {})
        Region.objects.filter(pk=region).update(**news)
