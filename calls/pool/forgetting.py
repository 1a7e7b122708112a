"""The two clocks of the promise to the people called: forget within a day, settle in a crowd."""

import datetime
import random
import uuid
from collections import Counter, defaultdict

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from calls.models import (
    Call,
    CallerKey,
    CountryTally,
    Draw,
    HourTally,
    Outcome,
    PhoneNumber,
    RegionTally,
    SuppressedNumber,
)
from calls.pool.reporting import AMENDABLE, LATE
from calls.pool.suppression import remember
from volunteers.models import Volunteer

# A crowd: as many reports must be alike before one of them is kept, from as many people.
CROWD, PEOPLE = 20, 5
FORGETTABLE = AMENDABLE + datetime.timedelta(minutes=1)
# A sweep comes every five minutes, so that nothing is remembered for longer than a day.
AT_THE_LATEST = datetime.timedelta(hours=23)
# The day's allowance counts draws for 24 hours, in whole hours.
COUNTED = datetime.timedelta(hours=26)
# Settled nightly: a report that still waits for its crowd loses its volunteer within three days.
NAMED = datetime.timedelta(hours=44)
WAITING = datetime.timedelta(weeks=4)
KEY_KEPT = datetime.timedelta(days=7 + 30)


def forget(limit=2000):
    """Empty final reports of number and times, once counted in the tallies; return how many.

    At least a crowd at a time, unless one of them is nearly a day old, or its draw closed three
    days ago: all in one transaction. Draws without a report are deleted, in one of their own,
    when they can't get one any more.
    """
    _drop_unreported(limit)
    return _forget_reported(limit)


@transaction.atomic
def _drop_unreported(limit):
    # Locked, since a report may be coming in at this very moment; then it is left alone.
    gone = Draw.objects.filter(version=0, closed_at__lte=Now() - LATE)
    pks = list(gone.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
    Draw.objects.filter(pk__in=pks).delete()


@transaction.atomic
def _forget_reported(limit):
    drawn = _final(limit)
    if not drawn:
        return 0

    _count(drawn)
    _rewrite_numbers([d.number_id for d in drawn])
    for d in drawn:
        _empty(d)
    _rewrite(drawn)
    return len(drawn)


def _final(limit):
    """Reports that can't be amended any more, their numbers locked before them; [] if too few."""
    final = Draw.objects.filter(number__isnull=False, reported_at__lte=Now() - FORGETTABLE)
    ready = list(final.annotate(now=Now()).order_by("reported_at")[:limit])
    due = final.filter(Q(reported_at__lte=Now() - AT_THE_LATEST) | Q(closed_at__lte=Now() - LATE))
    if not ready or (len(ready) < CROWD and not due.exists()):
        return []

    _lock_volunteers([d.volunteer_id for d in ready])
    _suppress([d.number_id for d in ready if d.outcome == Outcome.ASKED], ready[0].now)
    pooled = PhoneNumber.objects.select_for_update(no_key=True).order_by("pk")
    numbers = pooled.filter(pk__in=[d.number_id for d in ready])
    regions = dict(numbers.values_list("pk", "region_id"))
    drawn = list(final.filter(pk__in=[d.pk for d in ready]).select_for_update().annotate(now=Now()))
    for d in drawn:
        d.region_id = regions[d.number_id]
    return drawn


def _suppress(asked, now):
    """Keep the hashes of `asked`, before the numbers are locked: `suppress` has the same order."""
    remember(asked, SuppressedNumber.Source.VOLUNTEER, f"calls {now.date()}")


def _lock_volunteers(ids):
    """Keep `ids` from being erased, or from reporting, while draws of theirs are written anew."""
    locked = Volunteer.objects.select_for_update(no_key=True).filter(pk__in=set(ids) - {None})
    list(locked.order_by("pk").values_list("pk"))


def _count(drawn):
    regions = Counter((d.region_id, _week(d)) for d in drawn)
    countries = Counter((d.country, d.drawn_at.date()) for d in drawn)
    hours = Counter((d.drawn_at.hour, d.outcome) for d in drawn)
    _add(RegionTally, ("region_id", "week"), regions)
    _add(CountryTally, ("country", "day"), countries)
    _add(HourTally, ("hour", "outcome"), hours)


def _add(tally, fields, counts):
    """Add to the counts of `tally`, always in one order, so that two sweeps can't deadlock."""
    keys = [dict(zip(fields, key, strict=True)) for key in sorted(counts)]
    tally.objects.bulk_create([tally(**key, calls=0) for key in keys], ignore_conflicts=True)
    for key in keys:
        n = counts[tuple(key.values())]
        tally.objects.filter(**key).update(calls=F("calls") + n)


def _week(drawn):
    """The Monday of the draw's ISO week."""
    day = drawn.drawn_at.date()
    return day - datetime.timedelta(days=day.weekday())


def _rewrite_numbers(numbers):
    """Write the rows once more, all in one transaction and in a random order.

    One by one, since a single UPDATE goes through them as they lie: in the order of their reports.
    """
    shuffled = random.sample(numbers, len(numbers))
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE calls_phonenumber SET rest = rest WHERE number = %s", [(n,) for n in shuffled]
        )


def _empty(drawn):
    if drawn.drawn_at <= drawn.now - NAMED:
        drawn.volunteer_id = None
    drawn.drawn_at = drawn.closed_at = drawn.drawn_at.replace(minute=0, second=0, microsecond=0)
    drawn.number_id = drawn.expires_at = drawn.reported_at = None
    drawn.found_fate = drawn.found_rest = drawn.wrote_fate = drawn.wrote_rest = None
    drawn.is_talking = False


def _rewrite(drawn):
    """Store `drawn` anew in a random order: neither place nor transaction tells their age."""
    random.shuffle(drawn)
    Draw.objects.filter(pk__in=[d.pk for d in drawn]).delete()
    Draw.objects.bulk_create(drawn)


@transaction.atomic
def settle():
    """Turn forgotten reports into calls where a crowd with the same effect waits; return how many.

    A crowd is 20 reports with the same effect on the number in the same week, from five people.
    Others wait up to four weeks, without their volunteer from the third day on, and then remain in
    the tallies alone. Keys of callers are forgotten 30 days after their week's end.
    """
    _lock_volunteers(Draw.objects.forgotten().values_list("volunteer", flat=True))
    waiting = Draw.objects.forgotten().select_for_update()
    waiting.filter(drawn_at__lte=Now() - WAITING).delete()
    groups = defaultdict(list)
    for d in waiting.filter(drawn_at__lte=Now() - COUNTED):
        groups[d.effect, _week(d)].append(d)

    crowds = [group for group in groups.values() if _is_crowd(group)]
    settled = [d for group in crowds for d in group]
    _keep_calls(settled)
    Draw.objects.filter(pk__in=[d.pk for d in settled]).delete()

    waiting.filter(drawn_at__lte=Now() - NAMED).update(volunteer=None)
    _rewrite(list(waiting))
    # Else the transaction of a small batch would tie its numbers to what was counted of them.
    for tally in (RegionTally, CountryTally, HourTally):
        tally.objects.update(calls=F("calls"))
    CallerKey.objects.filter(week__lte=Now() - KEY_KEPT).delete()
    return len(settled)


def _is_crowd(group):
    # Those whose volunteer is not known any more may all be one person.
    return len(group) >= CROWD and len({d.volunteer_id for d in group}) >= PEOPLE


def _keep_calls(settled):
    keys = _caller_keys({(d.volunteer_id, _week(d)) for d in settled if d.volunteer_id})
    calls = [
        Call(
            caller_key=keys.get((d.volunteer_id, _week(d))) or uuid.uuid4(),
            week=_week(d),
            outcome=d.outcome,
            length=d.length,
            felt=d.felt,
            opener_id=d.opener_id,
            opener_used_id=d.opener_used_id,
            edition_id=d.edition_id,
            experience=d.experience,
            is_proven=d.is_proven,
        )
        for d in settled
    ]
    random.shuffle(calls)
    Call.objects.bulk_create(calls)


def _caller_keys(wanted):
    """{(volunteer id, week): key}, made where there is none yet."""
    new = [CallerKey(volunteer_id=volunteer, week=week) for volunteer, week in wanted]
    random.shuffle(new)
    CallerKey.objects.bulk_create(new, ignore_conflicts=True)
    known = CallerKey.objects.filter(
        volunteer__in={volunteer for volunteer, _ in wanted}, week__in={week for _, week in wanted}
    )
    return {(key.volunteer_id, key.week): key.key for key in known}
