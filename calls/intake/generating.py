"""Makes numbers from the ranges that may be called, spread evenly and in a repeatable order."""

from collections.abc import Callable, Iterator
from math import gcd
from random import Random

import numpy as np

from calls import registry
from calls.files import Refused
from calls.intake.counts import Intake
from calls.intake.numbers import Numbers
from calls.intake.ranges import Ranges, Table
from calls.intake.rows import PIECE, shuffled_rows, sorted_rows
from calls.intake.stored import stored_numbers
from calls.intake.writing import write
from calls.models import Origin

# Steps of this share of a circle never crowd: after any number of them the gaps between
# the places visited are almost equal, so each range gets its share to within a few numbers.
GOLDEN = 0.6180339887498949
# Places visited at once.
BLOCK = 100_000


def generate(
    wanted: int,
    seed: int,
    batch: int = PIECE,
    progress: Callable = lambda *doing, **share: None,
) -> Intake:
    """Add `wanted` numbers to the pool that are not yet in it, or as many as there are.

    The same seed goes through the same numbers in the same order. Suppressed ones are left out.
    An empty pool takes all or nothing, any other batch by batch. Raises Refused.
    """
    intake = Intake.begin(Origin.RANGES)
    ranges = [r for r in registry.stored() if not r.exclusion]
    if not ranges:
        raise Refused("The registry has no range that may be called.")
    intake.wanted = max(0, wanted)
    if intake.wanted:
        write(
            intake,
            lambda: all_at_once(Walk(ranges, seed), Ranges(ranges), intake),
            lambda: one_by_one(
                Walk(ranges, seed, known_numbers(progress)), Ranges(ranges), batch, intake
            ),
            progress,
        )
    return intake


def all_at_once(walk, ranges, intake) -> Iterator[np.ndarray]:
    """Rows of all numbers wanted; what was suppressed among them is then made up for."""
    while (missing := intake.wanted + intake.suppressed - intake.read) > 0 and not walk.is_over:
        found = Numbers()
        while missing > 0 and len(numbers := walk.take(min(missing, BLOCK))):
            found.add(numbers)
            missing -= len(numbers)
            intake.read += len(numbers)
        yield from sorted_rows(found, ranges)


def one_by_one(walk, ranges, batch, intake) -> Iterator[np.ndarray]:
    """Rows in batches, until there are enough in the pool."""
    skipped = 0
    while (missing := intake.wanted - intake.added) > 0:
        numbers = walk.take(min(missing, batch))
        intake.known += walk.skipped - skipped
        intake.read += len(numbers) + walk.skipped - skipped
        skipped = walk.skipped
        if not len(numbers):
            return
        yield shuffled_rows(numbers, ranges)


def known_numbers(progress) -> Numbers:
    """All that is in the pool."""
    known = Numbers()
    for numbers, share in stored_numbers():
        known.add(numbers)
        progress("looking for those that are there", share=share)
    return known


class Walk:
    """Goes through every number of `ranges` once, each stretch of them in proportion."""

    def __init__(self, ranges, seed, known: Numbers | None = None):
        begins = np.cumsum([0, *(r.last - r.first + 1 for r in ranges)])
        self.total = int(begins[-1])
        self.table = Table(begins)
        # What must be added to a place on the circle to make it a number of that range.
        self.shifts = np.array([r.first for r in ranges]) - begins[:-1]
        self.step, self.start = even_step(self.total), Random(seed).randrange(self.total)
        self.known, self.skipped = known, 0
        self.at, self.waiting = 0, np.empty(0, np.int64)

    @property
    def is_over(self):
        return self.at == self.total and not len(self.waiting)

    def take(self, count: int) -> np.ndarray:
        """The next `count` numbers that are not known; fewer where these are the last."""
        while len(self.waiting) < count and self.at < self.total:
            self.waiting = np.concatenate((self.waiting, self.look()))
        taken, self.waiting = np.split(self.waiting, [count])
        return taken

    def look(self):
        steps = np.arange(self.at, min(self.at + BLOCK, self.total))
        self.at += len(steps)
        places = (self.start + self.step * steps) % self.total
        numbers = places + self.shifts[self.table.find(places)]
        if self.known is None:
            return numbers
        is_known = self.known.has(numbers)
        self.skipped += int(is_known.sum())
        return numbers[~is_known]


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
