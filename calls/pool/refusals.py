"""Why no number is lent now, and until when."""

import datetime

from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce, Now, TruncHour
from django.utils.translation import gettext_lazy as _

from calls import care, outlook, trust
from calls.models import Draw, Ending
from guidelines import library

DAY = datetime.timedelta(hours=24)
# Of the day's draws that ended without a call so many count once, each further one twice: a line
# that failed costs nobody the evening, and drawing to see numbers leads nowhere.
FORGIVEN = 3
DROPPED = Case(When(Q(version=0) & ~Q(ending=Ending.TAKEN), then=1), default=0)


class Refusal(models.TextChoices):
    CLOSED = "closed", _("nobody may be called now")
    PAUSE = "pause", _("a short breath")
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
    _refuse_more(volunteer, known.rules, trust.level(volunteer, known))


def _refuse_more(volunteer, rules, level):
    """As the draw's statement counts: see there."""
    allowance, pause = trust.allowance(rules, level), trust.pause(rules, level)
    lately = Draw.objects.filter(volunteer=volunteer, drawn_at__gte=TruncHour(Now() - DAY))
    drawn = list(
        lately.order_by("-drawn_at").values_list(
            TruncHour("drawn_at"), DROPPED, Coalesce("closed_at", "expires_at"), Now()
        )[:allowance]
    )
    dropped = 0
    for count, (hour, is_dropped, _end, _now) in enumerate(drawn, 1):
        dropped += is_dropped
        if count + max(dropped - FORGIVEN, 0) >= allowance:
            # Once this one is a day old, there is room again.
            raise NotNow(Refusal.ENOUGH, hour + DAY + datetime.timedelta(hours=1))
    waits = [end + datetime.timedelta(seconds=pause) for *_, end, now in drawn if end <= now]
    if waits and max(waits) > drawn[0][-1]:
        raise NotNow(Refusal.PAUSE, _whole_minute(max(waits)))


def _whole_minute(moment):
    """The first one from `moment` on: pages tell minutes, and none of them too early."""
    return (moment + datetime.timedelta(seconds=59)).replace(second=0, microsecond=0)
