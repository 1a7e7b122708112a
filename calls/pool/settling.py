"""Settling: forgotten reports become calls where a crowd waits, and wait unseen where none does."""

import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now, TruncWeek

from calls.models import CountryTally, Draw, HourTally, RegionTally
from calls.pool import keys
from calls.pool.batches import BATCH, CROWD, SQL, batches, drop, keep, lock, run
from calls.pool.forgetting import named, rewrite
from calls.pool.keys import forget_keys

SETTLE = (SQL / "settle.sql").read_text()
# A crowd comes from as many people.
PEOPLE = 5
# The day's allowance counts draws for 24 hours, in whole hours.
COUNTED = datetime.timedelta(hours=26)
WAITING = datetime.timedelta(weeks=4)
TALLIES = {
    RegionTally: ("region_id", "week"),
    CountryTally: ("country", "day"),
    HourTally: ("hour", "outcome"),
}


def settle(limit=BATCH):
    """Turn forgotten reports into calls where a crowd with the same effect waits; return how many.

    A crowd is 20 reports with the same effect on the number in the same week, from five people. It
    is settled in batches of about `limit`, each a crowd itself and one transaction. Others wait
    up to four weeks, without their volunteer from the third day on, and then remain in the tallies
    alone. Keys of callers are forgotten 30 days after their week's end, with what is counted of the
    calls beside them.
    """
    drop(Draw.objects.forgotten().filter(drawn_at__lte=Now() - WAITING), limit)
    # What rings nobody is no call: it stayed for the day's allowance alone.
    drop(waiting().filter(posed_as__isnull=False), limit)
    settled = sum(
        _settle(batch, week.date())
        for week, alike in _groups()
        for batch in batches(alike, limit, "volunteer")
    )
    for batch in batches(Draw.objects.forgotten(), limit, named()):
        _mix(batch)
    for tally, key in TALLIES.items():
        _touch(tally, key)
    keys.stir()
    forget_keys()
    return settled


def waiting():
    """Forgotten draws that no day's allowance counts any more: they become calls in crowds."""
    return Draw.objects.forgotten().filter(drawn_at__lte=Now() - COUNTED)


def _groups():
    """(Monday, draws) of each week and effect in which somebody waits."""
    calls = waiting().filter(posed_as=None)
    weeks = calls.values_list("effect", TruncWeek("drawn_at", tzinfo=datetime.UTC)).distinct()
    for effect, week in weeks.order_by():
        end = week + datetime.timedelta(days=7)
        yield week, calls.filter(effect=effect, drawn_at__gte=week, drawn_at__lt=end)


@transaction.atomic
def _settle(batch, week) -> int:
    keep(volunteer for _, volunteer in batch)
    drawn = lock(Draw.objects.forgotten(), batch)
    people = set(drawn.values())
    # Those whose volunteer is not known any more may all be one person.
    if len(drawn) < CROWD or len(people) < PEOPLE:
        return 0

    keys.make(people - {None}, week)
    run(SETTLE, drawn, week=week, crowd=CROWD, people=PEOPLE)
    return len(drawn)


@transaction.atomic
def _mix(batch):
    """Store what still waits anew, in no transaction that has written a number.

    All of it, though tomorrow most of it will be settled: what is left of a batch of thousands
    may be the only one with its effect, as its number is the only one with that fate.
    """
    keep(volunteer for _, volunteer in batch)
    rewrite(lock(Draw.objects.forgotten(), batch), unnamed="week")


@transaction.atomic
def _touch(tally, key):
    """Write all counts once more, locked in the order in which `forget` adds to them.

    Else the transaction of a small batch would tie its numbers to what was counted of them.
    """
    list(tally.objects.select_for_update().order_by(*key).values_list("pk"))
    tally.objects.update(calls=F("calls"))
