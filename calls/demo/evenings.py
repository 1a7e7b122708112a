"""Invented calls: drawn and reported as by the verbs, then left to them to forget and settle."""

import datetime
from collections import Counter, defaultdict
from zoneinfo import ZoneInfo

from calls import effects, hours, outlook, pool, trust
from calls.models import Draw, Ending, Fate, Felt, Length, Outcome, PhoneNumber, Region
from calls.pool.drawing import experience_of
from guidelines import library
from guidelines.models import Opener
from volunteers.models import Rehearsed

# In parts of a hundred, as in the first weeks of such a campaign: few answer, fewer talk.
OUTCOMES = {
    Outcome.NOBODY: 60,
    Outcome.NO_SUCH: 6,
    Outcome.NO_ABROAD: 5,
    Outcome.ENDED: 18,
    Outcome.TALKED: 9,
    Outcome.ASKED: 1,
    Outcome.UNSUITED: 1,
}
LENGTHS = dict(zip(Length.values, (5, 25, 40, 22, 8), strict=True))
FEELINGS = dict(zip(Felt.values, (25, 35, 28, 12), strict=True))
USED_AS_GIVEN = 0.8
AWAKE = range(9, 23)
# Long enough ago to be forgotten at once.
FORGETTABLE = datetime.timedelta(hours=1)


def report_calls(callers, rng, rules):
    """Let each of `callers` make their calls since they joined; return the draws."""
    regions = list(Region.objects.filter(size__gt=0).order_by("pk"))
    left = Counter({region.pk: region.size for region in regions})
    made = [
        (*_moment(caller, rng, rules, regions, left), caller)
        for caller in callers
        for _call in range(caller.reports)
    ]
    made.sort(key=lambda call: call[0])
    numbers = _numbers(Counter(region.pk for _at, region, _caller in made))
    edition, openers = library.live(), list(Opener.objects.filter(is_paused=False))
    so_far, drawn = Counter(), []
    for at, region, caller in made:
        so_far[caller.pk] += 1
        terms = {"experience": experience_of(so_far[caller.pk]), "edition": edition}
        number = numbers[region.pk].pop()
        given = rng.choice(openers)
        used = given if rng.random() < USED_AS_GIVEN else rng.choice(openers)
        drawn.append(_reported(caller, number, at, rng, used, opener=given, **terms))
    PhoneNumber.objects.bulk_update([d.number for d in drawn], ("fate", "rest"), batch_size=500)
    return Draw.objects.bulk_create(drawn)


def settle(drawn):
    """Count `drawn` and turn them into calls, as the nights since would have done."""
    pool.forget()
    # After so long a report has no volunteer any more. It had, on the night when it was settled.
    Draw.objects.bulk_update(drawn, ("volunteer",), batch_size=500)
    pool.settle()


def _moment(caller, rng, rules, regions, left):
    """A time when `caller` is up and a region that may be called then and has a number left."""
    latest = rules.now.replace(minute=0, second=0, microsecond=0) - FORGETTABLE
    since = datetime.datetime.combine(caller.joined_on, datetime.time(), datetime.UTC)
    while True:
        # Most calls come soon after joining.
        at = since + (latest - since) * rng.random() ** 4
        if at.astimezone(ZoneInfo(caller.time_zone)).hour not in AWAKE:
            continue
        if open_ones := [r for r in regions if left[r.pk] and hours.is_open(r, at, rules)]:
            region = rng.choices(open_ones, [r.size for r in open_ones])[0]
            left[region.pk] -= 1
            return at, region


def _numbers(wanted):
    """{region id: numbers to be drawn}, those that the draw would come to first."""
    found = defaultdict(list)
    for region, count in sorted(wanted.items()):
        ready = PhoneNumber.objects.filter(region=region, fate__lt=Fate.DONE, rest=0)
        found[region] += ready.order_by("rest", "ticket")[:count]
    return found


def _reported(caller, number, at, rng, used, **terms):
    """The draw of `number` with its report; the number learns of it."""
    outcome = _one(OUTCOMES, rng)
    is_proven = trust.is_proven(caller, outlook.lately())
    found = {"found_fate": number.fate, "found_rest": number.rest}
    effect = effects.effect_of(outcome, is_proven, number.fate)
    number.fate, number.rest = effects.result(effect, number.fate, effects.day_of(at))
    reported_at = at + datetime.timedelta(minutes=rng.uniform(2, 20))
    return Draw(
        number=number,
        volunteer=caller,
        drawn_at=at,
        expires_at=at + datetime.timedelta(minutes=30),
        closed_at=reported_at,
        reported_at=reported_at,
        ending=Ending.REPORTED,
        outcome=outcome,
        effect=effect,
        version=1,
        wrote_fate=number.fate,
        wrote_rest=number.rest,
        country=caller.country.code,
        is_proven=is_proven,
        has_rehearsed=caller.rehearsed == Rehearsed.WHOLE,
        **found,
        **terms,
        **_talk(outcome, rng, used),
    )


def _talk(outcome, rng, opener):
    """What the volunteer tells besides, if they like."""
    if outcome == Outcome.ENDED:
        return {"length": Length.UNDER_1}
    if outcome == Outcome.TALKED and rng.random() < 0.8:
        return {"length": _one(LENGTHS, rng), "felt": _one(FEELINGS, rng), "opener_used": opener}
    return {}


def _one(weights, rng):
    return rng.choices(list(weights), weights.values())[0]


def call_now(callers):
    """Let each draw a number, and every second one report, as far as anybody may be called."""
    for order, caller in enumerate(callers):
        try:
            drawn = pool.draw(caller)
        except pool.NotNow:
            return
        if order % 2:
            pool.report(drawn, Outcome.NOBODY)
