"""Trials of equal openers, looked at on each of 60 days: how many are told to differ.

Of 2,000 such trials 5 % of false alarms would be 100, give or take 10; the limit is 120. Equal
openers make every alarm a false one.
"""

import dataclasses

import numpy as np
import pytest

from bench.trials import Crowd, always_valid, by_call, looks, ordinary, watch
from calls.evidence import moments
from calls.evidence.sequence import Plan, difference

TRIALS, LIMIT = 2000, 0.06
# The crowd has 3.6 answered calls a caller.
PLAN = Plan(openers=2, smallest=0.05, each=3.5)


def told(crowd, seed, **ways):
    """The part of all trials in which each way tells a difference on any day."""
    first, _ = watch(crowd, TRIALS, np.random.default_rng(seed), **ways)
    return {name: np.isfinite(answered).mean() for name, answered in first.items()}


def test_equal_openers_are_seldom_told_to_differ():
    found = told(Crowd(), 1, project=always_valid(PLAN), ordinary=ordinary)

    assert found["project"] <= LIMIT
    # The same with the ordinary interval in its place: it is the daily looks that break it.
    assert found["ordinary"] >= 0.2


def test_three_equal_openers_are_seldom_told_to_differ():
    ways = {"project": always_valid(dataclasses.replace(PLAN, openers=3)), "ordinary": ordinary}

    found = told(Crowd(openers=3), 2, **ways)

    assert found["project"] <= LIMIT
    assert found["ordinary"] >= 0.4


def test_callers_whom_openers_suit_differently_are_no_false_alarm():
    """Calls of one caller then hang together: as if they did not, the limit is broken.

    With openers that are equal for everybody they would not, since each call has its own draw.
    """
    crowd = Crowd(taste=1, staying=0)

    found = told(crowd, 3, project=always_valid(PLAN), by_call=by_call(PLAN))

    assert found["project"] <= LIMIT
    assert found["by_call"] >= 2 * LIMIT


def test_without_a_minimum_the_first_hours_alone_break_the_limit(monkeypatch):
    monkeypatch.setattr(moments, "FEWEST_HITS", 0)
    monkeypatch.setattr(moments, "FEWEST_CALLERS", 0)

    found = told(Crowd(people=8, days=14), 4, project=always_valid(PLAN))

    assert found["project"] >= 2 * LIMIT


@pytest.mark.parametrize("crowd", [Crowd(people=8), Crowd(people=20, rate=0.1)], ids=str)
def test_few_callers_with_few_hits_raise_no_more_alarms(crowd):
    found = told(crowd, 5, project=always_valid(PLAN))

    assert found["project"] <= LIMIT


def test_the_interval_holds_a_true_difference_at_every_look():
    crowd, missed = Crowd(gain=0.08), np.zeros(TRIALS, bool)

    for found in looks(crowd, TRIALS, np.random.default_rng(6)):
        shown = difference(found, (0, 1), PLAN)
        missed |= (shown.low > crowd.gain) | (shown.high < crowd.gain)

    assert missed.mean() <= LIMIT
    # It is told, too, in most trials.
    assert shown.is_told.mean() >= 0.3
