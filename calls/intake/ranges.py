"""What the registry says of many numbers at once."""

from collections import defaultdict

import numpy as np

from calls.models import Exclusion
from calls.models.pool import FIRST_NUMBER, LAST_NUMBER

# Beside the id of a region: answers to what may not be called. Exclusions lie below NO_RANGE.
NO_RANGE, INVALID = 0, -100
EXCLUDED = {-place: reason for place, reason in enumerate(Exclusion, 1)}
CODES = {reason: code for code, reason in EXCLUDED.items()}
SPAN = 200_000


class Table:
    """Finds between which two of ordered `bounds` many values lie, in a fifth of a search's time.

    Most ranges begin with a block of a thousand numbers: of each block the answer is known.
    """

    BLOCK = 1000

    def __init__(self, bounds: np.ndarray):
        self.bounds = bounds
        blocks = np.arange(bounds[0], bounds[-1], self.BLOCK)
        self.places = np.searchsorted(bounds, blocks, "right").astype(np.int32) - 1

    def find(self, values: np.ndarray) -> np.ndarray:
        """The place of the last bound that each value reaches; all are between the outermost."""
        at = self.places[(values - self.bounds[0]) // self.BLOCK]
        # Others may lie within the block.
        while (is_further := self.bounds[at + 1] <= values).any():
            at += is_further
        return at


class Ranges:
    """Built of the registry's ordered ranges, then only read."""

    def __init__(self, stored):
        # Before the first and behind the last there are none.
        self.firsts = np.array([FIRST_NUMBER, *(r.first for r in stored), LAST_NUMBER + 1])
        self.lasts = np.array([0, *(r.last for r in stored)])
        answers = [CODES[r.exclusion] if r.exclusion else r.region_id for r in stored]
        self.answers = np.array([NO_RANGE, *answers], np.int16)
        self.table = Table(self.firsts)

    def of(self, numbers: np.ndarray) -> np.ndarray:
        """For each number the id of its region, or a code of EXCLUDED, or NO_RANGE."""
        at = self.table.find(numbers)
        found = self.answers[at]
        found[numbers > self.lasts[at]] = NO_RANGE
        return found

    def by_region(self) -> dict[int, list[tuple[int, int]]]:
        """{id: [(first, last), …]} of all regions that may be called, long ones in spans."""
        spans = defaultdict(list)
        rows = np.column_stack((self.answers, self.firsts[:-1], self.lasts))
        for region, first, last in rows[self.answers > NO_RANGE].tolist():
            starts = range(first, last + 1, SPAN)
            spans[region] += [(start, min(start + SPAN - 1, last)) for start in starts]
        return spans
