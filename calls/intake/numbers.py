"""A set of numbers that has room for every one there can be."""

import numpy as np

from calls.models.pool import FIRST_NUMBER, LAST_NUMBER

BYTES = (LAST_NUMBER - FIRST_NUMBER + 1) // 8


class Numbers:
    """One bit a number: 125 MB, of which only those pages are real memory that hold one.

    Takes and gives arrays of int64; a number may stand in them more than once.
    """

    def __init__(self):
        self.bits = np.zeros(BYTES, np.uint8)

    def __len__(self):
        # By eight bytes at once, or else the counts would take as much memory as the bits.
        return int(np.bitwise_count(self.bits.view(np.uint64)).sum())

    def add(self, numbers):
        at, bit = place(numbers)
        np.bitwise_or.at(self.bits, at, bit)

    def discard(self, numbers):
        at, bit = place(numbers)
        np.bitwise_and.at(self.bits, at, ~bit)

    def has(self, numbers) -> np.ndarray:
        at, bit = place(numbers)
        return (self.bits[at] & bit) != 0

    def between(self, first: int, last: int) -> np.ndarray:
        """Those from `first` to `last`, in order."""
        # As truth values they are found in half of the time.
        is_there = np.unpackbits(self.around(first, last), bitorder="little").view(bool)
        found = np.flatnonzero(is_there) + (first - (first - FIRST_NUMBER) % 8)
        return found[np.searchsorted(found, first) : np.searchsorted(found, last, "right")]

    def most_between(self, first: int, last: int) -> int:
        """How many of them there are, or a few more: those that share their bytes."""
        return int(np.bitwise_count(self.around(first, last)).sum())

    def around(self, first, last):
        """The bytes from that of `first` to that of `last`."""
        return self.bits[(first - FIRST_NUMBER) // 8 : (last - FIRST_NUMBER) // 8 + 1]


def place(numbers):
    """In which byte each number stands, and as which bit of it."""
    at, bit = np.divmod(numbers - FIRST_NUMBER, 8)
    return at, np.left_shift(1, bit).astype(np.uint8)
