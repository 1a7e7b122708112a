import numpy as np
import pytest

from calls.evidence.moments import (
    FEWEST_CALLERS,
    FEWEST_HITS,
    Moments,
    estimate,
    is_enough,
    moments,
)

# Four callers, each with one answered call with each opener: three hits with the first, two with
# the second.
HITS = np.array([[1, 0], [1, 1], [0, 1], [1, 0]])
ONE_EACH = np.ones_like(HITS)


def crowd(callers, hits, each=1):
    """So many callers with each of two openers, of whom so many have nothing but hits."""
    answered = np.kron(np.eye(2, dtype=int), np.full((callers, 1), each))
    return moments(answered * np.tile(np.arange(callers) < hits, 2)[:, None], answered)


def test_a_difference_and_its_variance_are_as_by_hand():
    value, variance = estimate(moments(HITS, ONE_EACH), (0, 1))

    # The callers' parts are 3/16, -1/16, -5/16 and 3/16: (y - p) / 4 with one less the other.
    assert value == pytest.approx(3 / 4 - 2 / 4)
    assert variance == pytest.approx((9 + 1 + 25 + 9) / 16**2 * 4 / 3)


def test_the_other_way_round_the_sign_alone_changes():
    found = moments(HITS, ONE_EACH)

    value, variance = estimate(found, (1, 0))

    assert value == pytest.approx(-0.25)
    assert variance == pytest.approx(estimate(found, (0, 1))[1])


def test_ten_calls_of_one_caller_that_all_end_alike_tell_as_much_as_one():
    found = moments(10 * HITS, 10 * ONE_EACH)

    assert estimate(found, (0, 1)) == pytest.approx(estimate(moments(HITS, ONE_EACH), (0, 1)))


def test_a_third_opener_moves_nothing_between_two():
    third = np.array([[3], [0], [2], [5]])

    found = moments(np.hstack([HITS, third]), np.hstack([ONE_EACH, third + 1]))

    assert estimate(found, (0, 1)) == pytest.approx(estimate(moments(HITS, ONE_EACH), (0, 1)))


def test_who_has_no_answered_call_is_no_caller():
    nobody = np.zeros((7, 2), int)

    found = moments(np.vstack([HITS, nobody]), np.vstack([ONE_EACH, nobody]))

    assert (found.callers, found.answered) == (4, 8)
    assert estimate(found, (0, 1)) == pytest.approx(estimate(moments(HITS, ONE_EACH), (0, 1)))


def test_many_trials_are_told_at_once_as_one_by_one():
    one, other = moments(HITS, ONE_EACH), moments(HITS[::-1] * [1, 0], ONE_EACH)
    both = Moments(*(np.stack([getattr(m, name) for m in (one, other)]) for name in vars(one)))

    values, variances = estimate(both, (0, 1))

    assert values == pytest.approx([0.25, 0.75])
    expected = [estimate(found, (0, 1))[1] for found in (one, other)]
    assert variances == pytest.approx(expected)


def test_nothing_is_told_of_nobody():
    nobody = np.zeros((0, 2), int)

    assert not is_enough(moments(nobody, nobody), (0, 1))


@pytest.mark.parametrize(
    ("found", "enough"),
    [
        (crowd(FEWEST_CALLERS, FEWEST_HITS), True),
        (crowd(FEWEST_CALLERS, FEWEST_HITS - 1), False),
        (crowd(FEWEST_CALLERS, FEWEST_CALLERS - FEWEST_HITS + 1), False),
        (crowd(FEWEST_CALLERS - 1, 10, each=50), False),
    ],
    ids=["enough", "few hits", "few misses", "few callers"],
)
def test_an_interval_needs_hits_misses_and_callers(found, enough):
    assert is_enough(found, (0, 1)) == enough


def test_callers_count_less_where_one_makes_most_of_the_calls():
    answered = np.full((200, 2), 1)
    hits = answered * (np.arange(200) % 2)[:, None]
    of_one = answered.copy()
    of_one[0] = 200

    assert is_enough(moments(hits, answered), (0, 1))
    assert not is_enough(moments(hits, of_one), (0, 1))
