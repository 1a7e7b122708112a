"""Lending a number: the one statement that decides, and what is tried when it lends none."""

import datetime
import random
import re
import uuid
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.functions import Now

from callrussia import rows
from calls import outlook, trust
from calls.models import CHECKS, Draw, Fate, PhoneNumber, Region
from calls.models.draws import Experience
from calls.pool.lending import reclaim
from calls.pool.refusals import NotNow, Refusal, refuse
from volunteers import membership
from volunteers.models import Volunteer

SQL = (Path(__file__).parent.parent / "sql" / "draw.sql").read_text()
# At most 4096 characters: psycopg parses the parameters of longer texts at each call.
SQL = re.sub(r"^ *--.*\n", "", SQL, flags=re.MULTILINE)
SQL = SQL.replace("RETURNING *", f"RETURNING {rows.columns(Draw)}")
HELD = f"""
SELECT {rows.columns(Draw)} FROM calls_draw
WHERE volunteer_id = %s AND closed_at IS NULL AND expires_at > statement_timestamp()
"""  # noqa: S608
TICKETS = 32768
ASIDE = datetime.timedelta(minutes=10)
TIDY = 100


def draw(volunteer):
    """Lend one number to `volunteer` and return the draw; the same one if they hold one.

    Raises NotNow(reason, until), and PermissionDenied when the account was suspended or erased
    while its request was under way. One statement decides, on the database's clock and under its
    constraints, and as a rule it is the only one. What this process knows only chooses where to
    look; where that finds nothing, everything is read anew to say why, or to look once more.
    """
    known = outlook.lately()
    chosen = known.choose()
    if drawn := chosen and (_check(volunteer, known, chosen) or _begin(volunteer, known, chosen)):
        return drawn
    # The other tab was first: both show the same number.
    if held := held_by(volunteer):
        return held
    known = outlook.fresh()
    refuse(volunteer, known)
    drawn = known.wet and _search(volunteer, known, chosen)
    if not drawn:
        raise NotNow(Refusal.DRY, _first_tried_again())
    return drawn


def held_by(volunteer):
    """The volunteer's open, unexpired draw or None."""
    return rows.first(Draw, HELD, [volunteer.pk])


def terms(volunteer, known, awake, ticket, is_check=False):
    """The parameters of the statement: see there."""
    level = trust.level(volunteer, known)
    return {
        "id": uuid.uuid4(),
        "volunteer": volunteer.pk,
        "region": CHECKS if is_check else awake.region.pk,
        "posed_as": awake.region.pk if is_check else None,
        "ticket": ticket,
        "opens": known.rules.opens,
        "weekend_opens": known.rules.weekend_opens,
        "closes": known.rules.closes,
        "opened_at": awake.opened,
        "closes_at": awake.closes,
        "edition": known.edition,
        "to_read": known.to_read,
        "has_rehearsal": known.has_rehearsal,
        "level": level.value,
        "opener": random.choice(known.openers) if known.openers else None,
        "country": volunteer.country.code or "",
        "experience": experience_of(volunteer.reports + 1),
        "is_proven": level == trust.Level.PROVEN,
    }


def experience_of(calls):
    bands = (1, Experience.FIRST), (5, Experience.FEW), (20, Experience.SOME)
    return next((band for most, band in bands if calls <= most), Experience.MANY)


def _search(volunteer, known, first):
    """A draw in the first region that has a number, `first` before all others, or None."""
    reclaim(volunteer=volunteer)
    if not Volunteer.objects.filter(pk=volunteer.pk, is_active=True).exists():
        raise PermissionDenied
    found = (_draw_in(awake, known, volunteer) for awake in known.shuffled(first))
    return next(filter(None, found), None)


def _draw_in(awake, known, volunteer):
    """A draw in one region, or None once it is set aside as dry."""
    start = random.randrange(TICKETS)
    if drawn := _lend(volunteer, known, awake, start):
        return drawn
    # What expired there may have stood in the way.
    reclaim(TIDY, number__region=awake.region)

    # Where somebody else was quicker by a hair, there is still something for the next try.
    for ticket in (start, 0, 0):
        if drawn := _lend(volunteer, known, awake, ticket):
            return drawn
        if not _has_some(awake.region):
            Region.objects.filter(pk=awake.region.pk).update(dry_until=Now() + ASIDE)
            break
    return held_by(volunteer)


def _begin(volunteer, known, awake):
    return _lend(volunteer, known, awake, random.randrange(TICKETS))


def _check(volunteer, known, awake):
    """Now and then, and never at first, a draw of a number that rings nobody; or None.

    By the same statement, under the same conditions, and with the page of any other.
    """
    share = trust.checks(known.rules, trust.level(volunteer, known)) / 100
    if volunteer.reports and known.has_canaries and random.random() < share:
        return _lend(volunteer, known, awake, 0, is_check=True)
    return None


def _lend(volunteer, known, awake, ticket, is_check=False):
    drawn = rows.first(Draw, SQL, terms(volunteer, known, awake, ticket, is_check))
    if drawn:
        # After the statement: in it, every draw would pay for what is written once a month.
        membership.note_active(volunteer)
    return drawn


def _has_some(region):
    """Whether `region` has any number that may be drawn now, though it be locked this moment."""
    held = Draw.objects.held().filter(number=models.OuterRef("pk"))
    found = PhoneNumber.objects.filter(region=region, fate__lt=Fate.DONE, rest__lte=_today())
    # Unordered, and where none is left, the whole table might be read to find that out.
    ordered = found.filter(~models.Exists(held)).order_by("region_id", "rest", "ticket")
    return bool(ordered.values_list("pk")[:1])


def _today():
    return models.expressions.RawSQL(
        "(statement_timestamp() AT TIME ZONE 'UTC')::date - date '2026-01-01'", ()
    )


def _first_tried_again():
    later = Region.objects.filter(dry_until__gt=Now()).order_by("dry_until")
    return later.values_list("dry_until", flat=True).first()
