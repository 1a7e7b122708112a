"""Invented trials of openers, many at once and looked at every day, with callers as they are.

What a caller does on a day is drawn from Poisson's and the binomial law. That splits their calls
between days and openers at random, as the draw gives each call its opener.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from calls.evidence.moments import Moments, estimate, is_enough
from calls.evidence.sequence import Plan, difference, reach

# Answered calls of a caller in a week: a log-normal law as wide as in the replayed campaign, so
# that of those who have any seven in ten have one to three, and one in thirty a dozen or dozens.
MEDIAN, WIDTH, MOST = 0.8, 1.4, 60.0
# Standard errors of the ordinary 95 % interval.
ORDINARY = 1.96

# Of each trial, whether a difference between this pair is told.
Way = Callable[[Moments, tuple[int, int]], np.ndarray]


@dataclass(frozen=True)
class Crowd:
    """`people` in a week, of whom the part `staying` are the same ones throughout.

    They have hits in `rate` of their answered calls on average, each by a beta law whose a and b
    come to `alike`, and the first opener gains `gain`. The part `taste` of them do better with one
    opener and worse with another, as by chance.
    """

    openers: int = 2
    people: int = 80
    staying: float = 0.3
    rate: float = 0.3
    gain: float = 0.0
    taste: float = 0.0
    alike: float = 3.0
    days: int = 60

    @property
    def pairs(self) -> list[tuple[int, int]]:
        return list(combinations(range(self.openers), 2))


def watch(crowd: Crowd, trials: int, rng, **ways: Way) -> tuple[dict[str, np.ndarray], Moments]:
    """Look every day in each way at each pair, and return also what was there on the last day.

    Of each trial, the answered calls when a difference was told first; infinite where it never was.
    """
    first = {name: np.full(trials, np.inf) for name in ways}
    for found in looks(crowd, trials, rng):
        for name, way in ways.items():
            told = np.any([way(found, pair) for pair in crowd.pairs], axis=0)
            told &= np.isinf(first[name])
            first[name][told] = found.answered[told]
    return first, found


def always_valid(plan: Plan) -> Way:
    """The project's way."""
    return lambda found, pair: difference(found, pair, plan).is_told


def ordinary(found: Moments, pair: tuple[int, int]) -> np.ndarray:
    """By the ordinary interval, over callers as well."""
    value, variance = estimate(found, pair)
    return is_enough(found, pair) & (np.abs(value) > ORDINARY * np.sqrt(variance))


def by_call(plan: Plan) -> Way:
    """As the project's, but as if all calls were those of different callers."""

    def told(found: Moments, pair: tuple[int, int]) -> np.ndarray:
        variance = 0
        for hits, answered, _ in map(found.counts_of, pair):
            variance = variance + hits * (answered - hits) / np.maximum(answered, 1) ** 3
        half = np.sqrt(variance) * reach(np.maximum(found.callers, 1) * plan.rho2, plan.alpha)
        return is_enough(found, pair) & (np.abs(estimate(found, pair)[0]) > half)

    return told


def looks(crowd: Crowd, trials: int, rng):
    """Yield the Moments of every evening, those of all trials at once."""
    width = 2 * crowd.openers
    found = Moments(np.zeros(trials), np.zeros((trials, width)), np.zeros((trials, width, width)))
    busy, rates = gather(crowd, (trials, crowd.people), rng)
    for day in range(crowd.days):
        if day % 7 == 0:
            before, counts = found, np.zeros((trials, crowd.people, width))
            renew(crowd, busy, rates, rng)
        counts += evening(crowd, busy, rates, rng)
        found = together(before, counts)
        yield found


def gather(crowd: Crowd, shape: tuple[int, int], rng):
    """People: their answered calls in a week (trials, people), and their rate with each opener."""
    busy = np.minimum(MEDIAN * rng.lognormal(0, WIDTH, shape), MOST)
    law = crowd.alike * crowd.rate, crowd.alike * (1 - crowd.rate)
    rates = np.repeat(rng.beta(*law, shape)[..., None], crowd.openers, axis=-1)
    if crowd.taste:
        has_taste = rng.random(shape) < crowd.taste
        rates[has_taste] = rng.beta(*law, (has_taste.sum(), crowd.openers))
    # Adds `gain` to the mean and leads nobody beyond one.
    rates[..., 0] += crowd.gain * (1 - rates[..., 0]) / (1 - crowd.rate)
    return busy, rates


def renew(crowd: Crowd, busy, rates, rng):
    """Begin a week: who does not stay is somebody else. Who stays has a new key, as everybody."""
    stay = round(crowd.staying * crowd.people)
    busy[:, stay:], rates[:, stay:] = gather(crowd, (len(busy), crowd.people - stay), rng)


def evening(crowd: Crowd, busy, rates, rng):
    """A day's counts (trials, people, 2 openers): hits with each opener, answered calls."""
    daily = np.repeat(busy[..., None] / (7 * crowd.openers), crowd.openers, axis=-1)
    answered = rng.poisson(daily)
    hits = np.zeros_like(answered)
    some = answered > 0
    hits[some] = rng.binomial(answered[some], rates[some])
    return np.concatenate([hits, answered], axis=-1)


def together(before: Moments, counts) -> Moments:
    """The weeks before and the counts of this week's keys so far."""
    return Moments(
        before.callers + counts.any(axis=-1).sum(axis=-1),
        before.sums + counts.sum(axis=1),
        before.products + counts.transpose(0, 2, 1) @ counts,
    )
