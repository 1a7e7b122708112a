"""What must hold of every row of the pool by itself, and of it beside the registry."""

import numpy as np
from django.db.models.functions import Now

from calls import effects, registry
from calls.checking import mending
from calls.checking.findings import Finding
from calls.checking.stretches import Stretches
from calls.intake.numbers import Numbers
from calls.models import CHECKS, Correction, Fate, Range, Region, Rules
from calls.models.pool import FIRST_NUMBER, LAST_NUMBER, masked

LONGEST = max(most for _least, most in effects.REST.values())
BY_HAND = "Somebody wrote into the pool by hand: they must say what was meant."
RELOAD = "Run `load_registry` once more."


class Whole:
    """Each row by itself."""

    def __init__(self):
        self.today = effects.day_of(Rules.objects.values_list(Now(), flat=True).get())
        self.seen = Numbers()
        self.is_demo = registry.is_demo()
        self.once = Finding("A number has one row.", "A developer must REINDEX calls_phonenumber.")
        self.bounds = Finding("Every column is in its bounds.", BY_HAND)
        self.silent = Finding("A demo has no number that could ring.", "Drop this database.")
        self.rested = Finding(
            "A finished number does not rest.", "--mend sets its rest to 0.", mending.end_rests
        )
        self.far = Finding(
            f"No number rests for more than {LONGEST} days.",
            "A moderator must say whether they were set aside on purpose; nothing draws them.",
        )

    def take(self, rows):
        is_finished = rows.fate >= Fate.DONE
        is_possible = (rows.number >= FIRST_NUMBER) & (rows.number <= LAST_NUMBER)
        is_fate = (rows.fate >= Fate.LIVE) & (rows.fate <= Fate.SUPPRESSED)
        _add(self.bounds, rows, ~(is_possible & is_fate & (rows.rest >= 0) & (rows.ticket >= 0)))
        _add(self.rested, rows, is_finished & (rows.rest != 0))
        _add(self.far, rows, ~is_finished & (rows.rest > self.today + LONGEST))
        if self.is_demo:
            first, last = registry.DEMO_SPAN
            _add(self.silent, rows, (rows.number < first) | (rows.number > last))
        self._look_for_twins(rows.number[is_possible])

    def _look_for_twins(self, numbers):
        # In order, since the bits are then met in the order in which they lie.
        numbers = np.sort(numbers)
        is_twin = self.seen.has(numbers)
        is_twin[1:] |= numbers[1:] == numbers[:-1]
        self.seen.add(numbers)
        self.once.add(numbers[is_twin].tolist(), masked)

    def findings(self):
        return [self.once, self.bounds, self.rested, self.far, *[self.silent] * self.is_demo]


class Placed:
    """Each row beside the registry. Finished numbers may lie anywhere: nobody calls them."""

    def __init__(self):
        ranges = list(Range.objects.order_by("first"))
        self.ranges = Stretches((r.first, r.last) for r in ranges)
        self.is_excluded = np.array([bool(r.exclusion) for r in ranges] + [False])
        self.regions = np.array([r.region_id or -1 for r in ranges] + [-1])
        corrections = list(Correction.objects.order_by("first", "last"))
        self.waiting = Stretches((c.first, c.last) for c in corrections)
        self.apart = Finding("No two ranges overlap.", RELOAD)
        self.apart.count = self.ranges.overlaps()
        self.followed = Finding("The pool follows the registry.", RELOAD, is_late=True)
        self.followed.count = sum(c.kind != Correction.Kind.KEPT for c in corrections)
        # Not mended: all numbers would be gone, were it the registry that is wrong.
        self.somewhere = Finding(
            "A live number is in a range.",
            "An operator must load the right registry; if it is, a developer must delete them.",
        )
        self.callable = Finding(
            "A live number is in no excluded range.", "--mend finishes it.", mending.follow
        )
        self.at_home = Finding(
            "A live number has its range's region.", "--mend gives it that.", mending.follow
        )

    def take(self, rows):
        is_live = (rows.fate < Fate.DONE) & (rows.region != CHECKS)
        is_live &= ~self.waiting.cover(rows.number)
        # -1, for no range, is also the place of what stands behind the last one.
        at = self.ranges.find(rows.number)
        is_excluded = self.is_excluded[at]
        _add(self.somewhere, rows, is_live & (at < 0))
        _add(self.callable, rows, is_live & is_excluded)
        is_elsewhere = (at >= 0) & ~is_excluded & (self.regions[at] != rows.region)
        _add(self.at_home, rows, is_live & is_elsewhere)

    def findings(self):
        return [self.apart, self.followed, self.somewhere, self.callable, self.at_home]


class Counted:
    """All rows of each region."""

    def __init__(self):
        self.sizes = dict(Region.objects.values_list("pk", "size"))
        self.counts = np.zeros(1 << 16, np.int64)

    def take(self, rows):
        self.counts += np.bincount(rows.region.view(np.uint16), minlength=len(self.counts))

    def findings(self):
        # Who rings nobody is counted by no region.
        self.counts[CHECKS] = 0
        there = np.flatnonzero(self.counts).tolist()
        homeless = Finding("A number's region exists.", BY_HAND)
        homeless.count = int(sum(self.counts[pk] for pk in there if pk not in self.sizes))
        sized = Finding(
            "A region's size is its count of numbers.",
            "--mend sets it to what was counted.",
            mending.resize,
        )
        counted = {pk: int(self.counts[pk]) for pk in self.sizes}
        wrong = [pk for pk, size in sorted(self.sizes.items()) if size != counted[pk]]
        sized.add([(pk, self.sizes[pk], counted[pk]) for pk in wrong], "region {0[0]}".format)
        return [homeless, sized]


def _add(finding, rows, is_wrong):
    finding.add(rows.number[is_wrong].tolist(), masked)
