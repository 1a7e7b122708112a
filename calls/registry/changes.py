"""What another registry changes, by numbers: in whatever rows they came, each is compared once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from calls.models import Correction, Exclusion
from calls.registry.lookup import Lookup

Kind = Correction.Kind
Entry = int | Exclusion | None  # as Lookup answers


class Stretch(NamedTuple):
    """Numbers of which the old registry says one thing, and the new one says one thing."""

    first: int
    last: int
    was: Entry
    now: Entry
    # An earlier change of it has not wholly reached the pool.
    is_pending: bool = False


def sweep(old, new, pending=()) -> Iterator[Stretch]:
    """The stretches of two registries, each a list of ordered ranges, and of `pending` ones."""
    was, now = Lookup(old), Lookup(new)
    left = Lookup(pending, says=lambda _correction: True)
    both = (*old, *new, *pending)
    edges = sorted({r.first for r in both} | {r.last + 1 for r in both})
    for first, following in pairwise(edges):
        yield Stretch(first, following - 1, was.of(first), now.of(first), bool(left.of(first)))


def tally(stretches: Iterable[Stretch]) -> Counter:
    """How many numbers went from one entry to another (or the same): {(was, now): numbers}."""
    numbers = Counter()
    for stretch in stretches:
        numbers[stretch.was, stretch.now] += stretch.last - stretch.first + 1
    del numbers[None, None]
    return numbers


def corrections(stretches: Iterable[Stretch]) -> list[Correction]:
    """What the pool has to follow, in order, none of it saved."""
    found = []
    for stretch in filter(concerns_the_pool, stretches):
        made = to_correction(stretch)
        if found and is_continued(found[-1], made):
            found[-1].last = made.last
        else:
            found.append(made)
    return found


def concerns_the_pool(stretch):
    # Excluded for one reason or for another: its numbers are finished either way.
    stays_out = isinstance(stretch.was, Exclusion) and isinstance(stretch.now, Exclusion)
    return stretch.is_pending or (stretch.was != stretch.now and not stays_out)


def to_correction(stretch):
    kind, region = Kind.PLACE, None
    if stretch.now is None:
        kind = Kind.DROP
    elif isinstance(stretch.now, Exclusion):
        kind = Kind.FINISH
    else:
        region = stretch.now
    return Correction(kind=kind, first=stretch.first, last=stretch.last, region_id=region)


def is_continued(one, other):
    return (one.last + 1, one.kind, one.region_id) == (other.first, other.kind, other.region_id)
