"""Puts a registry in the place of the one before; what it changes then reaches the pool."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F

from calls.files import Refused
from calls.models import Correction, Range, Registry
from calls.registry.changes import corrections, sweep, tally
from calls.registry.correcting import BATCH, correct
from calls.registry.foreseeing import foresee, inhabited
from calls.registry.holding import hold_alone
from calls.registry.lookup import Lookup
from calls.registry.marking import refuse_other_codes
from calls.registry.placing import is_occupied
from calls.registry.reading import read
from calls.registry.rechecking import withdraw
from volunteers.models import Today

KEPT = Correction.Kind.KEPT
# Of the numbers that may be called. A file that was cut off would empty the pool.
MOST_LOST = 0.1
MUCH = (
    "Of {there:,} numbers that may be called, {lost:,} would be excluded or gone. Is the file "
    "whole? See what --dry-run says; if it is right, load it --anyway."
)


@dataclass
class Sums:
    """Ranges and numbers by reason of exclusion ("" may be called).

    `unplaced` counts the ranges of each territory that is no region we know, whatever the reason.
    """

    ranges: Counter = field(default_factory=Counter)
    numbers: Counter = field(default_factory=Counter)
    unplaced: Counter = field(default_factory=Counter)


@dataclass
class Loaded:
    """What a registry holds, what it changes, and what that did to the pool."""

    sums: Sums
    # {(entry before, entry now): numbers}, unchanged ones too; entries are those of Lookup.
    changes: Counter
    # As `correct` counts.
    done: Counter

    @property
    def is_first(self):
        return all(was is None for was, _now in self.changes)

    @property
    def warning(self):
        """A sentence, or "": why it is loaded only if its operator insists."""
        return loss(self.changes)


def load(path, anyway=False, batch: int = BATCH, progress: Callable = lambda done: None) -> Loaded:
    """Replace all ranges by those of the registry in `path`, and bring the pool in line with them.

    From the first moment no import lets in what the new registry excludes; what is in the pool
    already follows batch by batch, and where that was broken off, the next load goes on with it.
    Raises Refused and writes nothing: also where more than a tenth of the numbers that may be
    called would be lost, unless it is to be loaded `anyway`.
    """
    ranges = read(path)
    refuse_other_codes(ranges)
    with transaction.atomic():
        changes = replace(ranges)
        if (sentence := loss(changes)) and not anyway:
            raise Refused(sentence)
        Registry.objects.update(loaded_on=Today())
    done = correct(batch, progress) + Counter(withdrawn=withdraw())
    return Loaded(sum_up(ranges), changes, done)


def preview(path) -> Loaded:
    """What `load` would find and do; writes nothing and waits for nobody. Raises Refused."""
    ranges = read(path)
    refuse_other_codes(ranges)
    stretches, now = compare(ranges), Lookup(ranges)
    gone = [number for number in kept_numbers() if now.of(number) is None]
    return Loaded(sum_up(ranges), tally(stretches), foresee(corrections(stretches), gone))


@transaction.atomic
def replace(ranges) -> Counter:
    """Keep `ranges` and no others, note what the pool has to follow, and return what changed."""
    hold_alone()
    stretches, now = compare(ranges), Lookup(ranges)
    back = [number for number in kept_numbers() if now.of(number) is not None]
    Correction.objects.filter(kind=KEPT, first__in=back).delete()
    Correction.objects.exclude(kind=KEPT).delete()
    Correction.objects.bulk_create(inhabited(corrections(stretches)))

    Range.objects.all().delete()
    Range.objects.bulk_create(ranges, batch_size=5000)
    Registry.objects.get_or_create(pk=1)
    Registry.objects.update(version=F("version") + 1)
    return tally(stretches)


def compare(ranges):
    """The stretches of the registry that is stored, of `ranges`, and of what is still to do."""
    pending = Correction.objects.exclude(kind=KEPT).order_by("first")
    return list(sweep(list(Range.objects.order_by("first")), ranges, list(pending)))


def kept_numbers() -> list[int]:
    """Those that an earlier load found in no range and could not delete."""
    return list(Correction.objects.filter(kind=KEPT).values_list("first", flat=True))


def loss(changes) -> str:
    """A sentence where more than a tenth of the numbers that may be called would be lost."""
    there = {entries: n for entries, n in changes.items() if type(entries[0]) is int}
    lost = sum(n for (_was, now), n in there.items() if type(now) is not int)
    if lost <= sum(there.values()) * MOST_LOST:
        return ""
    return MUCH.format(lost=lost, there=sum(there.values()))


def sum_up(ranges):
    sums = Sums()
    for range_ in ranges:
        sums.ranges[range_.exclusion] += 1
        sums.numbers[range_.exclusion] += range_.last - range_.first + 1
        if range_.region_id is None and not is_occupied(range_.territory):
            sums.unplaced[range_.territory] += 1
    return sums
