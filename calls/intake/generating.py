"""Makes numbers from the ranges that may be called, spread evenly and in a repeatable order."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from math import gcd
from random import Random

from calls import registry
from calls.files import Refused
from calls.intake.batches import BATCH, write
from calls.intake.counts import Intake

# Steps of this share of a circle never crowd: after any number of them the gaps between
# the places visited are almost equal, so each range gets its share to within a few numbers.
GOLDEN = 0.6180339887498949


def generate(
    wanted: int, seed: int, batch: int = BATCH, progress: Callable = lambda intake: None
) -> Intake:
    """Add `wanted` numbers to the pool that are not yet in it, or as many as there are.

    The same seed goes through the same numbers in the same order. Suppressed ones are left out.
    """
    ranges = [r for r in registry.stored() if not r.exclusion]
    if not ranges:
        raise Refused("The registry has no range that may be called.")
    intake, numbers = Intake(wanted=max(0, wanted)), spread(ranges, seed)
    while (missing := intake.wanted - intake.added) > 0 and (some := list(islice(numbers, batch))):
        written = write(some, most=missing)
        intake.read += len(some)
        intake.added += written.added
        intake.suppressed += written.suppressed
        progress(intake)
    return intake


def spread(ranges, seed) -> Iterator[tuple[int, int]]:
    """Every number of `ranges` once, with its region's id, each stretch of it in proportion."""
    ends = list(accumulate(r.last - r.first + 1 for r in ranges))
    # What must be added to a place on the circle to make it a number of that range.
    shifts = [r.last + 1 - end for r, end in zip(ranges, ends, strict=True)]
    regions = [r.region_id for r in ranges]
    for place in places(ends[-1], seed):
        at = bisect_right(ends, place)
        yield place + shifts[at], regions[at]


def places(total, seed) -> Iterator[int]:
    """0 to `total` - 1, each once."""
    step, place = even_step(total), Random(seed).randrange(total)
    for _ in range(total):
        yield place
        place = (place + step) % total


def even_step(total) -> int:
    """Of the whole steps close to the golden one, the one that crowds least: the fraction
    step/total is developed into quotients, and a large one means near misses on every round.
    """
    near = int(total * GOLDEN)
    coprime = (step for step in range(near, near + 1000) if gcd(step, total) == 1)
    return min(coprime, key=lambda step: max(quotients(step, total), default=0))


def quotients(step, total) -> Iterator[int]:
    while step:
        yield total // step
        step, total = total % step, step
