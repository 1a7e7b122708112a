"""Why no number is lent now, and until when."""

import datetime

from django.db import models
from django.db.models.functions import Now, TruncHour
from django.utils.translation import gettext_lazy as _

from calls import care, outlook
from calls.models import Draw
from guidelines import library

DAY = datetime.timedelta(hours=24)


class Refusal(models.TextChoices):
    CLOSED = "closed", _("nobody may be called now")
    ENOUGH = "enough", _("enough for today")
    UNREAD = "unread", _("the guidelines are to be read")
    UNREHEARSED = "unrehearsed", _("the rehearsal is to be tried")
    RESTING = "resting", _("a day off")
    PAUSED = "paused", _("the campaign is paused")
    DRY = "dry", _("no number is to be had")


class NotNow(Exception):
    """No number is lent: `reason` is a Refusal, `until` when to come back (aware) or None."""

    def __init__(self, reason, until=None):
        super().__init__(reason)
        self.reason, self.until = reason, until


def refusal(volunteer):
    """The NotNow that a draw would meet before it looks for a number, or None. Changes nothing.

    What allows it may be some seconds old, what refuses it never is.
    """
    if until := care.resting_until(volunteer):
        return NotNow(Refusal.RESTING, until)
    for look in outlook.lately, outlook.fresh:
        try:
            return refuse(volunteer, look())
        except NotNow as not_now:
            found = not_now
    return found


def refuse(volunteer, known):
    """Raise NotNow where `volunteer` may not draw, as far as is known."""
    if known.to_read and not library.has_confirmed(volunteer, known.to_read):
        raise NotNow(Refusal.UNREAD)
    if known.has_rehearsal and not volunteer.is_practised:
        raise NotNow(Refusal.UNREHEARSED)
    if known.rules.is_paused:
        raise NotNow(Refusal.PAUSED)
    if known.regions and not known.awake:
        raise NotNow(Refusal.CLOSED, known.next_opening())
    _refuse_enough(volunteer, known.rules.allowance)


def _refuse_enough(volunteer, allowance):
    counted = (
        Draw.objects.filter(volunteer=volunteer, drawn_at__gte=TruncHour(Now() - DAY))
        .order_by("-drawn_at")
        .values_list(TruncHour("drawn_at"), flat=True)[:allowance]
    )
    if len(hours_drawn := list(counted)) >= allowance:
        raise NotNow(Refusal.ENOUGH, hours_drawn[-1] + DAY + datetime.timedelta(hours=1))
