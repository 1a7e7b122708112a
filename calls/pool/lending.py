"""A draw between its beginning and its report: extended, given back, taken back, run out."""

import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Now

from calls import effects
from calls.models import Draw, Effect, Ending, Fate, PhoneNumber, Reason
from calls.pool.batches import BATCH, Among
from volunteers.models import Volunteer

TALK = datetime.timedelta(hours=4)
UNDO = datetime.timedelta(minutes=1)


def extend(drawn):
    """ "We are talking": the draw lasts four hours from its beginning, past calling hours too.

    Once, and only while it has not expired; otherwise False.
    """
    return bool(
        Draw.objects.held()
        .filter(pk=drawn.pk, is_talking=False)
        .update(is_talking=True, expires_at=F("drawn_at") + TALK)
    )


@transaction.atomic
def release(drawn, reason):
    """Take `drawn` back uncalled. False when it was closed or had expired meanwhile.

    The second release of one draw changes nothing. The number needs nothing: who holds it is
    said by the draw alone. Only a number whose owner the volunteer knows is put to rest.
    """
    locked = PhoneNumber.objects.select_for_update(no_key=True).annotate(now=Now())
    number = locked.filter(pk=drawn.number_id).first()
    closing = {"ending": Ending.RELEASED, "reason": reason, "closed_at": Now()}
    if number and reason == Reason.KNOWN:
        today = effects.day_of(number.now)
        rest = today + effects.rest_days(Effect.DOUBTED)
        if drawn.posed_as_id:
            rest = effects.rest_of_canary(today)
        closing |= {"wrote_fate": number.fate, "wrote_rest": max(number.rest, rest)}

    released = Draw.objects.held().filter(pk=drawn.pk).update(**closing)
    if released and "wrote_rest" in closing:
        PhoneNumber.objects.filter(pk=number.pk).update(rest=closing["wrote_rest"])
    return bool(released)


def unrelease(drawn):
    """Undo a release within a minute, unless the number or the volunteer has moved on."""
    try:
        with transaction.atomic():
            return _reopen(drawn)
    except IntegrityError:
        return False


def _reopen(drawn):
    volunteers = Volunteer.objects.select_for_update(no_key=True).filter(is_active=True)
    volunteer = volunteers.filter(pk=drawn.volunteer_id).first()
    number = PhoneNumber.objects.select_for_update(no_key=True).filter(pk=drawn.number_id).first()
    released = Draw.objects.filter(
        pk=drawn.pk, ending=Ending.RELEASED, closed_at__gt=Now() - UNDO, expires_at__gt=Now()
    )
    if volunteer is None or number is None or number.fate >= Fate.DONE or not released.exists():
        return False

    Draw.objects.expired().filter(number=number).update(closed_at=Now(), ending=Ending.EXPIRED)
    Draw.objects.expired().filter(volunteer=drawn.volunteer_id).update(
        closed_at=Now(), ending=Ending.EXPIRED
    )
    PhoneNumber.objects.filter(
        Exists(released.filter(number=OuterRef("pk"), wrote_rest=OuterRef("rest"))), pk=number.pk
    ).update(rest=drawn.found_rest)
    return bool(
        released.update(closed_at=None, ending="", reason="", wrote_fate=None, wrote_rest=None)
    )


def take_back(volunteer):
    """Close whatever `volunteer` holds: they were suspended or erased, or a moderator says so."""
    return (
        Draw.objects.open().filter(volunteer=volunteer).update(closed_at=Now(), ending=Ending.TAKEN)
    )


@transaction.atomic
def reclaim(limit=BATCH, **which):
    """Close at most `limit` expired draws, only those that match `which`; return how many.

    Skipping it harms nobody: an expired draw holds nothing. The end is when it expired, not when
    somebody noticed, since the time for a late report counts from it.
    """
    expired = Draw.objects.expired().filter(**which).order_by("expires_at")
    free = expired.select_for_update(skip_locked=True, of=("self",)).values("pk")[:limit]
    # An array is made once; any other subquery may be run, and lock rows, once more for each row.
    chosen = Draw.objects.filter(Among("pk", ArraySubquery(free)))
    return chosen.update(closed_at=F("expires_at"), ending=Ending.EXPIRED)
