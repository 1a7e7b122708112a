"""The set of numbers, beside Python's own."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from calls.intake.numbers import Numbers

NUMBERS = st.lists(
    # Many in one place, so that they share bytes and come twice.
    st.integers(79_450_000_000, 79_450_000_040) | st.sampled_from([79_000_000_000, 79_999_999_999])
)


def array(numbers):
    return np.array(list(numbers), np.int64)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_it_holds_what_was_added_and_not_taken_out(added, discarded, asked):
    found, expected = Numbers(), set(added) - set(discarded)

    found.add(array(added))
    found.discard(array(discarded))

    assert len(found) == len(expected)
    assert found.has(array(asked)).tolist() == [number in expected for number in asked]


@given(NUMBERS, st.integers(79_450_000_000, 79_450_000_040), st.integers(0, 40))
def test_it_gives_those_between_two_bounds_in_order(added, first, more):
    found = Numbers()
    found.add(array(added))

    between = found.between(first, first + more).tolist()

    assert between == sorted(n for n in set(added) if first <= n <= first + more)
