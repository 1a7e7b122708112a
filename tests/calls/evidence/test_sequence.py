import dataclasses
import math

import numpy as np
import pytest

from calls.evidence.moments import Moments, estimate, moments
from calls.evidence.sequence import (
    Difference,
    Plan,
    difference,
    differences,
    needed,
    reach,
    tightest,
)

PLAN = Plan(openers=2, smallest=0.05)


def crowd(hits, each=1):
    """A thousand callers with each opener, of whom so many have nothing but hits."""
    answered = np.kron(np.eye(len(hits), dtype=int), np.full((1000, 1), each))
    is_hit = np.concatenate([np.arange(1000) < count for count in hits])
    return moments(answered * is_hit[:, None], answered)


def times(found, factor):
    """So many times as many such callers."""
    return Moments(*(factor * getattr(found, name) for name in vars(found)))


def test_where_it_is_tightest_agrees_with_lambert():
    x = tightest(0.05)

    # w = 1 + x is -W(-α²/e): w·exp(-w) = α²/e, and the greater of its two roots.
    assert (1 + x) * math.exp(-(1 + x)) == pytest.approx(0.05**2 / math.e)
    assert x == pytest.approx(8.21, abs=0.005)


@pytest.mark.parametrize("alpha", [0.05, 0.05 / 3])
def test_nowhere_else_it_is_tighter(alpha):
    x = tightest(alpha)

    assert reach(x, alpha) == pytest.approx(math.sqrt(1 + x))
    assert min(reach(0.9 * x, alpha), reach(1.1 * x, alpha)) > reach(x, alpha)


def test_the_width_is_that_of_the_theorem():
    t, sigma, rho = 400, 0.7, 0.15

    half = sigma / math.sqrt(t) * reach(t * rho**2, 0.05)

    # 2(tρ² + 1) / (t²ρ²) = 20 / 3600, and √(tρ² + 1) / α = √10 / 0.05.
    assert half == pytest.approx(0.7 * math.sqrt(20 / 3600 * math.log(math.sqrt(10) / 0.05)))


def test_a_plan_that_guesses_fourfold_wrong_costs_a_tenth_of_the_width():
    right, early, late = (reach(x * tightest(0.05), 0.05) for x in (1, 0.25, 4))

    assert (early < 1.1 * right, late < 1.1 * right) == (True, True)


@pytest.mark.parametrize(("openers", "alpha"), [(2, 0.05), (3, 0.05 / 3), (6, 0.05 / 15)])
def test_pairs_share_the_error(openers, alpha):
    assert Plan(openers, 0.05).alpha == pytest.approx(alpha)


def test_as_planned_the_interval_reaches_the_smallest_difference():
    count = round(PLAN.answered / 2)
    answered = np.kron(np.eye(2, dtype=int), np.ones((count, 1), int))
    hits = answered * np.tile(np.arange(count) < 0.3 * count, 2)[:, None]

    shown = difference(moments(hits, answered), (0, 1), dataclasses.replace(PLAN, each=1))

    assert shown.half == pytest.approx(PLAN.smallest, rel=0.01)


def test_what_is_told_and_what_is_ruled_out():
    value, half = np.array([0.05, -0.05, 0.01, 0.01]), np.array([0.04, 0.04, 0.03, 0.06])

    shown = Difference(value, half)

    assert shown.is_told.tolist() == [True, True, False, False]
    assert shown.rules_out(0.05).tolist() == [False, False, True, False]
    assert (shown.low[0], shown.high[0]) == pytest.approx((0.01, 0.09))


def test_too_early_nothing_is_told_and_nothing_ruled_out():
    hits, answered = np.array([[1, 0], [0, 0]]), np.array([[1, 0], [0, 1]])

    shown = difference(moments(hits, answered), (0, 1), PLAN)

    assert (shown.value, shown.is_early, shown.is_told) == (1, True, False)
    assert not shown.rules_out(0.99)


def test_of_three_openers_each_two_are_compared_and_share_the_error():
    plan, found = Plan(openers=3, smallest=0.05), crowd([300, 300, 400])

    shown = differences(found, plan)

    assert list(shown) == [(0, 1), (0, 2), (1, 2)]
    assert [bool(one.is_told) for one in shown.values()] == [False, True, True]
    error = math.sqrt(estimate(found, (0, 1))[1])
    assert shown[0, 1].half / error == pytest.approx(reach(3000 * plan.rho2, 0.05 / 3))


def test_that_many_more_calls_bring_the_interval_to_the_smallest_difference():
    found = crowd([300, 310], each=3)

    more = needed(found, (0, 1), PLAN)

    then = difference(times(found, 1 + more / found.answered), (0, 1), PLAN)
    assert more > 0
    assert then.half == pytest.approx(PLAN.smallest, rel=0.002)


def test_no_more_calls_are_needed_once_the_interval_is_narrow():
    assert needed(times(crowd([300, 310]), 10), (0, 1), PLAN) == 0


def test_while_it_is_too_early_as_many_are_needed_as_were_planned():
    hits, answered = np.array([[1, 0], [0, 0]]), np.array([[1, 0], [0, 1]])

    assert needed(moments(hits, answered), (0, 1), PLAN) == math.ceil(PLAN.answered - 2)
