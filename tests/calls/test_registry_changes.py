"""What another registry changes, against a dictionary of every number."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from calls.models import Correction, Exclusion, Range
from calls.registry.changes import corrections, sweep, tally
from tests.calls.lists import MOSCOW

Kind = Correction.Kind
# What a registry may say of a number: in no range, in region 1 or 2, or excluded.
ENTRIES = st.sampled_from([None, 1, 2, Exclusion.CAR, Exclusion.OCCUPIED])
REGISTRIES = st.lists(st.tuples(st.integers(1, 4), ENTRIES), max_size=8)
PENDING = st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=8)
UNIVERSE = range(MOSCOW, MOSCOW + 40)


def ranges_of(rows):
    """Ranges, neighbours of one kind among them, one behind the other from MOSCOW."""
    first, made = MOSCOW, []
    for length, entry in rows:
        last = first + length - 1
        if isinstance(entry, Exclusion):
            made.append(Range(first=first, last=last, exclusion=entry))
        elif entry is not None:
            made.append(Range(first=first, last=last, region_id=entry))
        first = last + 1
    return made


def pending_of(rows):
    first, made = MOSCOW, []
    for length, is_pending in rows:
        if is_pending:
            made.append(Correction(kind=Kind.DROP, first=first, last=first + length - 1))
        first += length
    return made


def entries(rows):
    """{number: entry} of what `rows` say, number by number."""
    said = [entry for length, entry in rows for _ in range(length)]
    return dict(zip(UNIVERSE, said, strict=False))


def naive(was, now, is_pending):
    """The (kind, region) that a number needs, or None."""
    are_out = isinstance(was, Exclusion) and isinstance(now, Exclusion)
    if not is_pending and (was == now or are_out):
        return None
    if now is None:
        return Kind.DROP, None
    return (Kind.FINISH, None) if isinstance(now, Exclusion) else (Kind.PLACE, now)


@settings(deadline=None)
@given(REGISTRIES, REGISTRIES)
def test_numbers_are_counted_by_what_was_said_and_is_said_of_them(old, new):
    was, now = entries(old), entries(new)

    found = tally(sweep(ranges_of(old), ranges_of(new)))

    wanted = Counter((was.get(n), now.get(n)) for n in UNIVERSE)
    del wanted[None, None]
    assert found == wanted


@settings(deadline=None)
@given(REGISTRIES, REGISTRIES, PENDING)
def test_each_number_gets_the_correction_that_it_needs_and_no_other(old, new, pending):
    was, now, left = entries(old), entries(new), entries(pending)

    made = corrections(sweep(ranges_of(old), ranges_of(new), pending_of(pending)))

    found = Counter(
        {(n, (c.kind, c.region_id)): 1 for c in made for n in range(c.first, c.last + 1)}
    )
    wanted = {n: naive(was.get(n), now.get(n), left.get(n)) for n in UNIVERSE}
    assert found == Counter(item for item in wanted.items() if item[1])
    assert sum(c.last - c.first + 1 for c in made) == found.total()


@settings(deadline=None)
@given(REGISTRIES, REGISTRIES, PENDING)
def test_corrections_are_in_order_and_as_long_as_can_be(old, new, pending):
    made = corrections(sweep(ranges_of(old), ranges_of(new), pending_of(pending)))

    ends = [(c.first, c.last) for c in made]
    neighbours = [
        (one, other)
        for one, other in pairwise(made)
        if (one.last + 1, one.kind, one.region_id) == (other.first, other.kind, other.region_id)
    ]
    assert (ends, neighbours) == (sorted(ends), [])


def test_one_registry_against_itself_changes_nothing_however_it_is_cut():
    whole, cut = ranges_of([(8, 1)]), ranges_of([(3, 1), (5, 1)])

    stretches = list(sweep(whole, cut))

    assert tally(stretches) == {(1, 1): 8}
    assert corrections(stretches) == []
