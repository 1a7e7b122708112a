"""Puts a registry in the place of the one before, and sums it up."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction

from calls.models import Range
from calls.registry.marking import refuse_other_codes
from calls.registry.placing import is_occupied
from calls.registry.reading import read


@dataclass
class Sums:
    """Ranges and numbers by reason of exclusion ("" may be called).

    `unplaced` counts the ranges of each territory that is no region we know, whatever the reason.
    """

    ranges: Counter = field(default_factory=Counter)
    numbers: Counter = field(default_factory=Counter)
    unplaced: Counter = field(default_factory=Counter)


def load(path) -> Sums:
    """Replace all ranges by those of the registry in `path`; raises Refused and writes nothing."""
    ranges = read(path)
    refuse_other_codes(ranges)
    replace(ranges)
    return sum_up(ranges)


@transaction.atomic
def replace(ranges):
    """Keep `ranges` and no others."""
    Range.objects.all().delete()
    Range.objects.bulk_create(ranges, batch_size=5000)


def sum_up(ranges):
    sums = Sums()
    for range_ in ranges:
        sums.ranges[range_.exclusion] += 1
        sums.numbers[range_.exclusion] += range_.last - range_.first + 1
        if range_.region_id is None and not is_occupied(range_.territory):
            sums.unplaced[range_.territory] += 1
    return sums
