"""What may be shown, so that nothing that was ever shown can be subtracted to a few calls."""

import random
from itertools import combinations_with_replacement, product

import numpy as np
import pytest

from calls.evidence import crowds


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        ([20, 20], [20, 20]),
        ([19, 100], []),
        ([5, 5, 100, 200], [200]),
        ([10, 12, 100], [100]),
        ([0, 40, 50], [40, 50]),
        ([0, 19, 40, 50], [50]),
        ([1, 2, 3], []),
    ],
)
def test_what_is_hidden_is_together_a_crowd_or_everything(groups, shown):
    concealed = crowds.hidden(dict(enumerate(groups)))

    assert [size for n, size in enumerate(groups) if n not in concealed] == shown


def test_nothing_small_can_be_subtracted():
    rng = random.Random(20)
    for _ in range(500):
        groups = dict(enumerate(rng.choices(range(60), k=rng.randint(2, 5))))
        concealed = crowds.hidden(groups)

        left = sum(groups[group] for group in concealed)
        assert left == 0 or left >= 20 or concealed == set(groups)
        assert all(groups[group] >= 20 for group in set(groups) - concealed)


@pytest.mark.parametrize(
    ("answered", "found"),
    [
        # Whoever has them all at once is shown with all others.
        ([[20, 20], [20, 20]], [(0, (0, 1)), (1, (0, 1))]),
        # A crowd with each opener, and not with both together.
        ([[20, 20], [40, 4], [20, 16]], [(0, (0, 1)), (2, (0, 1))]),
        ([[19, 20], [1, 0]], [(1, (0, 1))]),
        ([[5, 5]] * 9, [(3, (0, 1)), (7, (0, 1))]),
        # Set aside with three calls that were not shown yet; they come with its next crowd.
        ([[30, 30], [3, 30], [0, 30], [17, 1]], [(0, (0, 1)), (2, (1,))]),
        ([[30, 30], [3, 30], [0, 30], [17, 20]], [(0, (0, 1)), (2, (1,)), (3, (0, 1))]),
        ([[0, 0]], []),
        ([], []),
    ],
)
def test_an_opener_is_renewed_with_a_crowd_of_its_own(answered, found):
    calls = np.array(answered, int).reshape(-1, 2)

    assert crowds.steps(calls, calls) == found


def test_calls_that_nobody_answered_are_waited_for_as_well():
    calls, answered = np.array([[30, 30], [9, 30], [0, 30]]), np.array([[20, 20], [0, 20], [0, 20]])

    assert crowds.steps(calls, answered) == [(0, (0, 1)), (2, (1,))]


def test_the_groups_of_a_table_stand_still_until_a_crowd_has_come_to_each():
    sizes = {"few": [25, 30, 44, 45, 45], "many": [100, 200, 300, 400, 500]}

    found = [crowds.renewed(sizes, [*range(weeks)]) for weeks in range(6)]

    assert [week for _shown, week in found] == [None, 0, 0, 0, 3, 4]
    assert [shown for shown, _week in found] == [set()] + [{"few", "many"}] * 5


def test_a_new_group_is_waited_for_until_it_can_be_shown():
    sizes = {"old": [50, 90, 130], "new": [0, 19, 20]}

    found = [crowds.renewed(sizes, [*range(weeks)]) for weeks in (1, 2, 3)]

    assert found == [({"old"}, 0), ({"old"}, 0), ({"old", "new"}, 2)]


def test_what_was_shown_is_never_hidden_again():
    sizes = {"old": [30, 60], "few": [0, 5], "many": [0, 100]}

    assert crowds.renewed(sizes, [0, 1]) == ({"old"}, 0)


@pytest.mark.parametrize("groups", [2, 3])
def test_whatever_was_shown_is_added_and_subtracted_no_few_calls_are_left(groups):
    rng = np.random.default_rng(20)
    for _ in range(60):
        weekly = rng.poisson(rng.choice([0, 4, 30], (6, groups)))
        whole = weekly.sum(axis=1, keepdims=True)
        at = [step.at for step in crowds.steps(whole, whole)]
        pages = [known(weekly, at[: n + 1]) for n in range(len(at))]

        for newer, older in combinations_with_replacement(pages[::-1], 2):
            left = newer[:, None] - older[None]
            is_group = (left >= 0).all(axis=(2, 3))
            calls = (left * weekly).sum(axis=(2, 3))[is_group]
            assert not ((calls > 0) & (calls < 20)).any()


def known(weekly, at):
    """All sums that a page tells, each by the weeks and groups (0 or 1) whose calls it holds."""
    shown, last = crowds.renewed(dict(enumerate(weekly.cumsum(axis=0).T)), at)
    rest = np.zeros(weekly.shape, int)
    rest[: at[-1] + 1] = 1
    told = []
    for group in shown:
        told.append(np.zeros(weekly.shape, int))
        told[-1][: last + 1, group] = 1
        rest = rest - told[-1]
    told.append(rest)
    chosen = np.array([*product((0, 1), repeat=len(told))])
    return np.tensordot(chosen, np.array(told), axes=1)
