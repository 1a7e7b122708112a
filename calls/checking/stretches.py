"""Many stretches of numbers at once: which of them each number lies in."""

import numpy as np


class Stretches:
    """Of (first, last) pairs in the order of their first numbers."""

    def __init__(self, pairs):
        both = np.array(list(pairs), np.int64).reshape(-1, 2)
        self.firsts, self.lasts = both[:, 0], both[:, 1]

    def find(self, numbers):
        """The place of the stretch of each number, -1 where there is none; they don't overlap."""
        at = np.searchsorted(self.firsts, numbers, "right") - 1
        if len(self.firsts):
            at[numbers > self.lasts[at]] = -1
        return at

    def overlaps(self) -> int:
        """How many begin before another has ended."""
        return int(np.count_nonzero(self.firsts[1:] <= np.maximum.accumulate(self.lasts)[:-1]))

    def cover(self, numbers):
        """Whether each number lies in any of them, though they overlap."""
        if not len(self.firsts):
            return np.zeros(len(numbers), bool)
        at = np.searchsorted(self.firsts, numbers, "right") - 1
        return (at >= 0) & (numbers <= np.maximum.accumulate(self.lasts)[at])
