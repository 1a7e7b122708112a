"""Numbers that ring nobody: what was reported of them tells of whoever reported it."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import F

from calls.models import Draw, Outcome
from calls.pool.batches import among
from volunteers.models import Volunteer

# All that can be told rightly of a number that rings nobody.
HONEST = {Outcome.NOBODY, Outcome.NO_SUCH, Outcome.NO_ABROAD}


@dataclass(frozen=True)
class Judged:
    """The report of a canary: by whom (an id), of a draw when, and whether it was made up."""

    volunteer: int
    drawn_at: datetime.datetime
    is_hit: bool

    @property
    def week(self) -> datetime.date:
        """The Monday of the draw, in UTC."""
        day = self.drawn_at.astimezone(datetime.UTC).date()
        return day - datetime.timedelta(days=day.weekday())


def hold(volunteers):
    """Lock those whose checks may be counted, before any number: as a report does."""
    locked = Volunteer.objects.select_for_update(no_key=True).order_by("pk")
    list(locked.filter(pk__in=[pk for pk in volunteers if pk]).values_list("pk"))


def judge(drawn) -> list[Judged]:
    """Judge the final reports of canaries whose draws, locked by the caller, have the ids `drawn`.

    Whoever told rightly has passed a check more. Once for each draw: it is then forgotten. Reports
    that have no volunteer any more are left out. In the order of the volunteers, so that what is
    counted of them can't deadlock.
    """
    found = Draw.objects.filter(among(Draw, drawn), posed_as__isnull=False, volunteer__isnull=False)
    found = found.order_by("volunteer")
    judged = [
        Judged(volunteer, drawn_at, outcome not in HONEST)
        for volunteer, drawn_at, outcome in found.values_list("volunteer", "drawn_at", "outcome")
    ]
    passed = Counter(one.volunteer for one in judged if not one.is_hit)
    for volunteer, checks in sorted(passed.items()):
        Volunteer.objects.filter(pk=volunteer).update(checks_passed=F("checks_passed") + checks)
    return judged
