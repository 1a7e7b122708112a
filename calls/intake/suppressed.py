"""Which of millions of numbers nobody may call again: each is hashed."""

import numpy as np
from django.db import connection

from calls.pool.suppression import hashes_of

# Without the proof of the key. Most campaigns begin with none, and millions of hashes are saved.
ALL = "SELECT string_agg(substr(hash, 1, 8), '') FROM calls_suppressednumber WHERE source <> 'key'"
# So many are in a processor's nearest memory at once.
AT_ONCE = 50_000
# Few others have the first bits of a hash in common with any: they need not be looked for.
BITS = 22


class Suppressed:
    """Some hashes, the first 8 bytes of each, which save half of the memory.

    Should another number share them, it is not called either: with a million hashes, that befalls
    one number in half a million imports of 40 million.
    """

    def __init__(self, halves: np.ndarray):
        self.halves = np.sort(halves)
        self.is_begun = np.zeros(1 << BITS, bool)
        self.is_begun[self.halves >> (64 - BITS)] = True

    @classmethod
    def now(cls):
        """All that this transaction sees."""
        with connection.cursor() as cursor:
            cursor.execute(ALL)
            (halves,) = cursor.fetchone()
        return cls(np.frombuffer(halves or b"", np.uint64))

    def __bool__(self):
        return len(self.halves) > 0

    def __sub__(self, other):
        return Suppressed(np.setdiff1d(self.halves, other.halves))

    def among(self, numbers: np.ndarray) -> np.ndarray:
        """Whether each of `numbers` is suppressed."""
        found = np.zeros(len(numbers), bool)
        for start in range(0, len(numbers) if self else 0, AT_ONCE):
            halves = halves_of(numbers[start : start + AT_ONCE])
            at = np.flatnonzero(self.is_begun[halves >> (64 - BITS)])
            places = np.searchsorted(self.halves, halves[at])
            found[start + at] = self.halves.take(places, mode="clip") == halves[at]
        return found


def halves_of(numbers):
    return np.frombuffer(hashes_of(numbers), np.uint64)[::2]
