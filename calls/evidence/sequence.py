"""Intervals of the difference between two openers that hold at every look together.

An ordinary 95 % interval keeps its word at one look, chosen beforehand; looked at every day it
finds a difference between equal openers in every third trial. These are asymptotic confidence
sequences: I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy and A. Ramdas, "Time-uniform central
limit theory and asymptotic confidence sequences", Annals of Statistics 52(6), 2024, 2613-2640
(arXiv:2103.06476), with callers in the place of its observations. The margin is the same as that of
the authors' own code (`std_conjmix_margin` of their R package drconfseq).
"""

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from calls.evidence.moments import Moments, estimate, is_enough

# The chance that any interval of a trial, of any pair on any day, misses the truth.
ERROR = 0.05
# Intervals are tightest with so many times fewer callers than make them as narrow as is wanted:
# before that point they widen fast, after it hardly (3 % at the end), and who looks, looks early.
SOONER = 4


@dataclass(frozen=True)
class Plan:
    """What is declared before a trial starts; nothing of it may change while it runs.

    `openers` run side by side, and `smallest` is the smallest difference that matters. `rate` (hits
    in answered calls) and `each` (answered calls of a caller in a week, of those who have any) are
    guesses from the weeks before. They choose where the intervals are tightest: wrong ones cost
    some width and no truth.
    """

    openers: int
    smallest: float
    rate: float = 0.3
    each: float = 1.5

    @property
    def alpha(self) -> float:
        """The error that is left to one pair, so that all pairs keep to ERROR (Bonferroni)."""
        return ERROR / math.comb(self.openers, 2)

    @property
    def answered(self) -> float:
        """Answered calls, of all openers, after which an interval reaches `smallest` each way."""
        variance = 2 * self.openers * self.rate * (1 - self.rate)
        return reach(SOONER * tightest(self.alpha), self.alpha) ** 2 * variance / self.smallest**2

    @property
    def rho2(self) -> float:
        """The paper's rho², with which intervals are tightest at a quarter of those callers."""
        return tightest(self.alpha) * SOONER * self.each / self.answered


@dataclass(frozen=True)
class Difference:
    """The first opener's rate less the second's; the interval is `value` ± `half`.

    While it is too early `half` is infinite: nothing is told, nothing ruled out.
    """

    value: np.ndarray
    half: np.ndarray

    @property
    def low(self):
        return self.value - self.half

    @property
    def high(self):
        return self.value + self.half

    @property
    def is_early(self):
        return np.isinf(self.half)

    @property
    def is_told(self):
        """Whether zero lies outside. Once it did, on any day, that may be said ever after."""
        return np.abs(self.value) > self.half

    def rules_out(self, smallest: float):
        """Whether every difference as large as `smallest`, either way, lies outside."""
        return np.abs(self.value) + self.half < smallest


def differences(found: Moments, plan: Plan) -> dict[tuple[int, int], Difference]:
    """Of every two openers, by their columns."""
    pairs = combinations(range(plan.openers), 2)
    return {pair: difference(found, pair, plan) for pair in pairs}


def difference(found: Moments, pair: tuple[int, int], plan: Plan) -> Difference:
    """Of these two openers; all pairs' intervals hold together, at every look."""
    value, variance = estimate(found, pair)
    half = np.sqrt(variance) * reach(np.maximum(found.callers, 1) * plan.rho2, plan.alpha)
    return Difference(value, np.where(is_enough(found, pair), half, np.inf))


def reach(x, alpha: float):
    """How many standard errors an interval reaches each way where tρ² is x; ordinary ones 1.96.

    In the paper's words, with t callers, σ√(2(tρ² + 1) / (t²ρ²) · log(√(tρ² + 1) / α)) over σ/√t.
    """
    return np.sqrt(2 * (x + 1) / x * np.log(np.sqrt(x + 1) / alpha))


def tightest(alpha: float) -> float:
    """The tρ² with which the interval after t callers is tightest: x = log((1 + x) / α²).

    In the paper's appendix, -W(-α²/e) - 1 with the lower branch of Lambert's W. The interval then
    reaches √(1 + x) standard errors.
    """
    x = 1.0
    for _ in range(60):
        x = math.log((1 + x) / alpha**2)
    return x


def needed(found: Moments, pair: tuple[int, int], plan: Plan) -> int:
    """About how many more answered calls, of all openers, until the interval reaches ±smallest.

    As if callers went on to differ as they do, and to have as many answered calls; while it is too
    early, as planned. Then twice the smallest difference is told almost surely, and the smallest
    itself in every second trial.
    """
    if not is_enough(found, pair):
        return max(math.ceil(plan.answered - found.answered), 1)

    spread = math.sqrt(estimate(found, pair)[1] * found.callers)

    def is_wide(callers: float) -> bool:
        return spread / math.sqrt(callers) * reach(callers * plan.rho2, plan.alpha) > plan.smallest

    low = high = float(found.callers)
    while is_wide(high):
        low, high = high, 2 * high
    while high - low > 0.5:
        middle = (low + high) / 2
        low, high = (middle, high) if is_wide(middle) else (low, middle)
    return math.ceil((high - found.callers) * found.answered / found.callers)
