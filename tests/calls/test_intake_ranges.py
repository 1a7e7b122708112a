"""Ranges for many numbers at once, beside the registry's own look-up of one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from calls.intake.ranges import CODES, NO_RANGE, Ranges
from calls.models import Exclusion, Range
from calls.models.pool import FIRST_NUMBER, LAST_NUMBER
from calls.registry import Lookup

EXCLUSIONS = [*Exclusion, ""]
# Bounds close to each other, at either end of what there can be, and on both sides of a block.
NEAR = [FIRST_NUMBER, 79_450_000_000, 79_450_001_000, 79_450_002_000, LAST_NUMBER - 40]
BOUNDS = st.builds(int.__add__, st.sampled_from(NEAR), st.integers(0, 40))


def ranges_between(bounds):
    """Every second gap between the bounds is a range."""
    cuts = sorted(bounds)
    return [
        Range(first=first, last=last - 1, region_id=1 + n % 80, exclusion=EXCLUSIONS[n % 8])
        for n, (first, last) in enumerate(zip(cuts[::2], cuts[1::2], strict=False))
    ]


@given(st.sets(BOUNDS, max_size=30), st.lists(BOUNDS))
def test_many_are_found_as_each_by_itself(bounds, numbers):
    ranges = ranges_between(bounds)
    lookup = Lookup(ranges)

    found = Ranges(ranges).of(np.array(numbers, np.int64)).tolist()

    answers = [lookup.of(number) for number in numbers]
    assert found == [NO_RANGE if a is None else CODES.get(a, a) for a in answers]


@given(st.sets(BOUNDS, max_size=30))
def test_by_region_each_number_that_may_be_called_stands_once(bounds):
    ranges = [r for r in ranges_between(bounds) if not r.exclusion]

    spans = Ranges(ranges).by_region()

    assert sum(last - first + 1 for own in spans.values() for first, last in own) == sum(
        r.last - r.first + 1 for r in ranges
    )
    assert all(first <= last <= first + 200_000 for own in spans.values() for first, last in own)
    assert set(spans) == {r.region_id for r in ranges}
