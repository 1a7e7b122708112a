"""What a process knows, for some seconds, of the rules, the regions, the guidelines and the clock.

Enough to choose where to look for a number, and to head a page. What must hold when a number is
lent is looked at once more by the draw's own statement.
"""

import datetime
import random
import time
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db.models.functions import Now

from callrussia import voice
from calls import hours
from calls.models import Canary, Region, Rules
from guidelines import library

# Whoever changes a rule sees it in force at once where numbers are lent, and this late elsewhere.
SECONDS = 5


@dataclass(frozen=True)
class Awake:
    """A region inside calling hours, which began at `opened` and end at `closes`."""

    region: Region
    opened: datetime.datetime
    closes: datetime.datetime


class Outlook:
    """All of it, each part read when it is first asked for."""

    def __init__(self):
        self.rules = Rules.objects.annotate(now=Now()).get()
        self.read_at = time.monotonic()

    @cached_property
    def edition(self) -> int | None:
        """The number of the newest edition."""
        return library.newest()

    @cached_property
    def to_read(self) -> int | None:
        """The number of the newest edition that must be read."""
        return library.newest(must_reread=True)

    @cached_property
    def has_rehearsal(self) -> bool:
        """Whether there is one to be tried before the first number."""
        return bool(self.edition and library.turns_of(self.edition))

    @cached_property
    def openers(self) -> list[int]:
        return library.openers_of(self.edition) if self.edition else []

    @cached_property
    def has_canaries(self) -> bool:
        """Whether there are numbers that ring nobody, to check by."""
        return Canary.objects.exists()

    @cached_property
    def regions(self) -> list[Region]:
        """Those that have numbers."""
        return list(Region.objects.filter(size__gt=0))

    @cached_property
    def awake(self) -> list[Awake]:
        """The regions that may be called for at least the shortest loan."""
        now, rules = self.rules.now, self.rules
        loan = datetime.timedelta(minutes=rules.shortest_loan)
        found = (
            Awake(region, *hours.window(region, now, rules))
            for region in self.regions
            if hours.is_open(region, now, rules)
        )
        return [a for a in found if a.closes - now >= loan]

    @cached_property
    def wet(self) -> list[Awake]:
        """Those of them that are not set aside."""
        now = self.rules.now
        return [a for a in self.awake if a.region.dry_until is None or a.region.dry_until <= now]

    def choose(self) -> Awake | None:
        """One where a number may be had, by size."""
        return random.choices(self.wet, [a.region.size for a in self.wet])[0] if self.wet else None

    def shuffled(self, first: Awake | None = None) -> list[Awake]:
        """All where a number may be had, in a random order weighted by size; `first`, if any.

        The order is that of exponential keys: Efraimidis and Spirakis, "Weighted random sampling
        with a reservoir", 2006.
        """

        def key(awake):
            is_first = first and awake.region.pk == first.region.pk
            return 0 if is_first else random.expovariate(awake.region.size)

        return sorted(self.wet, key=key)

    @cached_property
    def zones(self) -> tuple[voice.Zone, ...]:
        """The eleven zones of Russia at the moment of reading."""
        rules = self.rules
        return voice.zones(rules.now, rules.opens, rules.weekend_opens, rules.closes)

    def next_opening(self):
        """When the first region opens, or None if none ever does."""
        openings = (self._next_opening(region) for region in self.regions)
        return min(filter(None, openings), default=None)

    def _next_opening(self, region):
        # What is about to close lends nothing any more: its next opening is tomorrow's.
        now, rules = self.rules.now, self.rules
        loan = datetime.timedelta(minutes=rules.shortest_loan)
        is_closing = hours.is_open(region, now, rules)
        return hours.opens_at(region, now + loan if is_closing else now, rules)


@lru_cache(maxsize=128)
def region(pk) -> Region:
    """Its names and zones, which only a release changes."""
    return Region.objects.get(pk=pk)


_kept: Outlook | None = None


def lately() -> Outlook:
    """What was read last, unless that is some seconds ago."""
    is_fresh = _kept and time.monotonic() - _kept.read_at < SECONDS
    return _kept if is_fresh else fresh()


def proof_of_work() -> str:
    """Whether strangers are to be asked for one: see callrussia/work.py."""
    return lately().rules.proof_of_work


def fresh() -> Outlook:
    """Begin anew."""
    global _kept
    _kept = Outlook()
    return _kept


def forget():
    """Let the next one who asks read it anew."""
    global _kept
    _kept = None
