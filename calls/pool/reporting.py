"""The volunteer's word on a draw, and what it may do to the number."""

import datetime

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least, Now

from calls import effects
from calls.models import Draw, Ending, Fate, PhoneNumber
from calls.pool.suppression import close_open_draws, is_suppressed
from volunteers.models import Volunteer

AMENDABLE = datetime.timedelta(minutes=15)
LATE = datetime.timedelta(days=3)


class TooLate(Exception):
    """The draw takes no report, or no amendment, any more; or it never was."""


@transaction.atomic
def report(drawn, outcome, talk=None):
    """Close the draw with `outcome` and rest or finish its number. True.

    A draw that ended without a report, in whatever way, still takes one for three days. Where a
    report stands already nothing is changed, whatever this one says: False. `talk` may hold
    `length`, `felt` and `opener_used`. Raises TooLate.
    """
    number, current = _lock(drawn)
    if current.version:
        return False
    if number is None or current.now >= current.ended_at + LATE:
        raise TooLate

    Volunteer.objects.filter(pk=current.volunteer_id).update(reports=F("reports") + 1)
    closed_at = Coalesce("closed_at", Least("expires_at", Now()))
    _write(number, current, outcome, talk, closed_at=closed_at, reported_at=Now())
    return True


@transaction.atomic
def amend(drawn, version, outcome, talk=None):
    """Put another report in place of `version`, within 15 minutes of the first. True.

    False when another amendment came first: `version` is no longer the one that stands. Raises
    TooLate.
    """
    number, current = _lock(drawn)
    if number is None or not current.version or current.now >= current.reported_at + AMENDABLE:
        raise TooLate
    if current.version != version:
        return False

    _write(number, current, outcome, talk)
    return True


def fate_before(number, drawn):
    """The fate from which a report of `drawn` starts, as far as the two rows tell.

    What the draw found, unless the number has changed since by another's word.
    """
    return drawn.found_fate if _is_as_left(number, drawn) else number.fate


def _is_as_left(number, drawn):
    """Whether `number` still is what `drawn` found or what its report made of it."""
    known = (drawn.found_fate, drawn.found_rest), (drawn.wrote_fate, drawn.wrote_rest)
    return (number.fate, number.rest) in known


def _lock(drawn):
    """The number and the draw as they stand now, locked; the number is None once forgotten."""
    Volunteer.objects.select_for_update(no_key=True).filter(pk=drawn.volunteer_id).first()
    number = PhoneNumber.objects.select_for_update(no_key=True).filter(pk=drawn.number_id).first()
    current = (
        Draw.objects.select_for_update()
        .annotate(now=Now(), ended_at=Coalesce("closed_at", "expires_at"))
        .filter(pk=drawn.pk)
        .first()
    )
    if current is None:
        raise TooLate
    return (number if current.number_id else None), current


def _write(number, current, outcome, talk, **times):
    before = (number.fate, number.rest)
    is_free = _is_as_left(number, current) and not _is_claimed(number, current)

    base = current.found_fate if is_free else number.fate
    effect = effects.effect_of(outcome, current.is_proven, base)
    number.fate, number.rest = effects.result(effect, base, effects.day_of(current.now))
    if not is_free:
        # Somebody else has spoken or is speaking: this word may only make it stricter.
        number.fate, number.rest = max(number.fate, before[0]), max(number.rest, before[1])
    if number.fate >= Fate.DONE:
        number.rest = 0
    number.save(update_fields=("fate", "rest"))
    if number.fate >= Fate.DONE:
        close_open_draws(number.pk, besides=current.pk)

    Draw.objects.filter(pk=current.pk, version=current.version).update(
        outcome=outcome,
        effect=effects.EFFECTS.get(number.fate, effect),
        version=F("version") + 1,
        ending=Ending.REPORTED,
        # What others had a hand in is not this draw's to take back.
        wrote_fate=number.fate if is_free else None,
        wrote_rest=number.rest if is_free else None,
        **_details(talk),
        **times,
    )


def _is_claimed(number, current):
    """Whether another holds `number` or has spoken of it since, or its owner by another way."""
    others = Draw.objects.filter(number=number).exclude(pk=current.pk)
    spoken = Q(version__gt=0, reported_at__gte=current.drawn_at)
    holding = Q(closed_at=None, expires_at__gt=Now())
    return others.filter(spoken | holding).exists() or (
        number.fate == Fate.SUPPRESSED and is_suppressed(number.pk)
    )


def _details(talk):
    talk = talk or {}
    return {
        "length": talk.get("length", ""),
        "felt": talk.get("felt", ""),
        "opener_used": talk.get("opener_used"),
    }
