"""What intervals need to know of callers, and the difference of two rates with its variance.

Calls of one caller hang together, so what is observed is a caller in a week, by its part in the
linearised difference of two ratios: A. Deng, U. Knoblich and J. Lu, "Applying the delta method in
metric analytics: a practical guide with novel ideas", KDD 2018.

A *hit* is an answered call of which the declared measure is true. Rates and differences are parts
of the answered calls: 0.05 is five points. Arrays may begin with axes of their own, written (…),
for many trials at once.
"""

from dataclasses import dataclass

import numpy as np

# With fewer of these on either side the estimate is not yet normal, and its variance may by chance
# be nothing. Simulated, every fifth trial with eight people a week raises a false alarm without a
# minimum, and at most 4 % do with three hits; these leave a margin. What they hide is no loss:
# intervals of ±30 points, where three answered calls in ten are hits.
FEWEST_HITS, FEWEST_CALLERS = 10, 20


@dataclass(frozen=True)
class Moments:
    """Of each caller there are counts: the hits with each opener, then the answered calls."""

    callers: np.ndarray  # (…): those with an answered call
    sums: np.ndarray  # (…, 2 openers): of each count over the callers
    products: np.ndarray  # (…, 2 openers, 2 openers): of each two counts multiplied

    def counts_of(self, opener: int):
        """(hits, answered calls, squares of the callers' answered calls) with it, each (…)."""
        at = self.sums.shape[-1] // 2 + opener
        return self.sums[..., opener], self.sums[..., at], self.products[..., at, at]

    @property
    def answered(self):
        """Answered calls with all openers."""
        return self.sums[..., self.sums.shape[-1] // 2 :].sum(axis=-1)


def moments(hits, answered) -> Moments:
    """Of the callers' counts, two arrays (callers, openers); who has no answered call is left out.

    A caller key has one row, whichever openers it was given.
    """
    counts = np.hstack([hits, answered]).astype(float)
    counts = counts[counts.any(axis=1)]
    return Moments(np.array(len(counts)), counts.sum(axis=0), counts.T @ counts)


def estimate(found: Moments, pair: tuple[int, int]):
    """The rate of one opener less that of the other, and its variance over callers, each (…).

    With y hits of m answered calls and the rate p = Σy / Σm, a caller's part in the difference is
    (y - pm) / Σm with the first opener less the same with the second. The variance is the sum of
    the parts' squares. Not a number where nobody answered.
    """
    value, weights = 0, np.zeros_like(found.sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        for opener, sign in zip(pair, (1, -1), strict=True):
            hits, answered, _ = found.counts_of(opener)
            value = value + sign * hits / answered
            weights[..., opener] = sign / answered
            weights[..., found.sums.shape[-1] // 2 + opener] = -sign * hits / answered**2
        squares = np.einsum("...i,...ij,...j", weights, found.products, weights)
        # Rounding may leave less than nothing.
        return value, np.maximum(squares, 0) * found.callers / (found.callers - 1)


def is_enough(found: Moments, pair: tuple[int, int]):
    """Whether an interval may be shown: with both openers enough hits, misses and callers.

    Callers count as by Kish: (Σm)² / Σm² is their number if all have as many answered calls, and
    less, the more of the calls a few of them make.
    """
    enough = np.array(True)
    for opener in pair:
        hits, answered, squares = found.counts_of(opener)
        enough = enough & (np.minimum(hits, answered - hits) >= FEWEST_HITS)
        enough = enough & (answered**2 >= FEWEST_CALLERS * squares)
    return enough
