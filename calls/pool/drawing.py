"""Lending a number: the gate before it, the one statement, and what is tried when it finds none."""

import datetime
import random
import uuid
from pathlib import Path

import psycopg
from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Now, TruncHour
from django.utils.translation import gettext_lazy as _
from psycopg.rows import dict_row

from calls import hours
from calls.models import Draw, Fate, PhoneNumber, Region, Rules
from calls.models.draws import Experience
from calls.pool.lending import reclaim
from guidelines import library
from volunteers.models import Volunteer

SQL = (Path(__file__).parent.parent / "sql" / "draw.sql").read_text()
TICKETS = 32768
ASIDE = datetime.timedelta(minutes=10)
TIDY = 100
DAY = datetime.timedelta(hours=24)


class Refusal(models.TextChoices):
    CLOSED = "closed", _("nobody may be called now")
    ENOUGH = "enough", _("enough for today")
    UNREAD = "unread", _("the guidelines are to be read")
    PAUSED = "paused", _("the campaign is paused")
    DRY = "dry", _("no number is to be had")


class NotNow(Exception):
    """No number is lent: `reason` is a Refusal, `until` when to come back (aware) or None."""

    def __init__(self, reason, until=None):
        super().__init__(reason)
        self.reason, self.until = reason, until


def draw(volunteer):
    """Lend one number to `volunteer` and return the draw; the same one if they hold one.

    Raises NotNow(reason, until), and PermissionDenied when the account was suspended or erased
    while its request was under way. A statement of its own decides, on the database's clock and
    under its constraints; what is read around it only chooses where to look and what to say.
    """
    try:
        return _draw(volunteer)
    except NotNow:
        # The other tab was first: both show the same number.
        if held := held_by(volunteer):
            return held
        raise


def held_by(volunteer):
    """The volunteer's open, unexpired draw or None; the number and region come with it."""
    held = Draw.objects.held().filter(volunteer=volunteer)
    return held.select_related("number__region").first()


def refusal(volunteer):
    """The NotNow that a draw would meet before it looks for a number, or None. Changes nothing."""
    try:
        rules, now = _gate(volunteer)
        _callable(rules, now)
        _refuse_enough(volunteer, rules.allowance)
    except NotNow as not_now:
        return not_now
    return None


def _gate(volunteer):
    rules, now = rules_and_now()
    if rules.is_paused:
        raise NotNow(Refusal.PAUSED)
    if library.must_read(volunteer):
        raise NotNow(Refusal.UNREAD)
    return rules, now


def _draw(volunteer):
    rules, now = _gate(volunteer)
    terms = _terms(volunteer, rules)
    for region in _callable(rules, now):
        terms |= {"region": region.pk, "closes": hours.closes_at(region, now, rules)}
        if drawn := _draw_in(region, volunteer, terms):
            return drawn
    raise NotNow(Refusal.DRY, _first_tried_again())


def rules_and_now():
    """The rules and the database's time, in one query."""
    rules = Rules.objects.annotate(now=Now()).get()
    return rules, rules.now


def _terms(volunteer, rules):
    edition = library.live()
    opener = library.opener_for(edition)
    return {
        "volunteer": volunteer.pk,
        "opener": opener.pk if opener else None,
        "edition": edition.pk,
        "country": volunteer.country.code or "",
        "experience": experience_of(volunteer.reports + 1),
        "is_proven": volunteer.is_proven,
        "loan": rules.loan,
        "shortest": rules.shortest_loan,
        "allowance": rules.allowance,
    }


def experience_of(calls):
    bands = (1, Experience.FIRST), (5, Experience.FEW), (20, Experience.SOME)
    return next((band for most, band in bands if calls <= most), Experience.MANY)


def _callable(rules, now):
    """Regions in a random order weighted by size; raises NotNow when none may be called.

    The order is that of exponential keys: Efraimidis and Spirakis, "Weighted random sampling with
    a reservoir", 2006.
    """
    loan = datetime.timedelta(minutes=rules.shortest_loan)
    regions = list(Region.objects.filter(size__gt=0))
    awake = [
        r for r in regions if hours.is_open(r, now + loan, rules) and hours.is_open(r, now, rules)
    ]
    if regions and not awake:
        openings = [_next_opening(region, now, loan, rules) for region in regions]
        raise NotNow(Refusal.CLOSED, min(filter(None, openings), default=None))
    wet = [r for r in awake if r.dry_until is None or r.dry_until <= now]
    return sorted(wet, key=lambda region: random.expovariate(region.size))


def _next_opening(region, now, loan, rules):
    # What is about to close lends nothing any more: its next opening is tomorrow's.
    is_closing = hours.is_open(region, now, rules)
    return hours.opens_at(region, now + loan if is_closing else now, rules)


def _draw_in(region, volunteer, terms):
    """A draw in `region`, or None once it is set aside as dry."""
    start = random.randrange(TICKETS)
    if drawn := _lend(start, terms):
        return drawn
    _tidy(region, volunteer)
    if held := held_by(volunteer):
        return held
    if not Volunteer.objects.filter(pk=volunteer.pk, is_active=True).exists():
        raise PermissionDenied
    _refuse_enough(volunteer, terms["allowance"])

    # Where somebody else was quicker by a hair, there is still something for the next try.
    for ticket in (start, 0, 0):
        if drawn := _lend(ticket, terms):
            return drawn
        if not _has_some(region):
            Region.objects.filter(pk=region.pk).update(dry_until=Now() + ASIDE)
            break
    return held_by(volunteer)


def _lend(ticket, terms):
    """Run the statement, prepared: planning it anew would halve the rate of draws."""
    connection.ensure_connection()
    cursor = psycopg.Cursor(connection.connection, row_factory=dict_row)
    with connection.wrap_database_errors, cursor:
        cursor.execute(SQL, terms | {"id": uuid.uuid4(), "ticket": ticket}, prepare=True)
        row = cursor.fetchone()
    columns = [field.attname for field in Draw._meta.concrete_fields]
    return row and Draw.from_db(connection.alias, columns, [row[name] for name in columns])


def _tidy(region, volunteer):
    """Close what expired and may have stood in the way, of this volunteer and in this region."""
    reclaim(volunteer=volunteer)
    reclaim(TIDY, number__region=region)


def _refuse_enough(volunteer, allowance):
    counted = (
        Draw.objects.filter(volunteer=volunteer, drawn_at__gte=TruncHour(Now() - DAY))
        .order_by("-drawn_at")
        .values_list(TruncHour("drawn_at"), flat=True)[:allowance]
    )
    if len(hours_drawn := list(counted)) >= allowance:
        raise NotNow(Refusal.ENOUGH, hours_drawn[-1] + DAY + datetime.timedelta(hours=1))


def _has_some(region):
    """Whether `region` has any number that may be drawn now, though it be locked this moment."""
    held = Draw.objects.held().filter(number=models.OuterRef("pk"))
    return (
        PhoneNumber.objects.filter(region=region, fate__lt=Fate.DONE, rest__lte=_today())
        .filter(~models.Exists(held))
        .exists()
    )


def _today():
    return models.expressions.RawSQL(
        "(statement_timestamp() AT TIME ZONE 'UTC')::date - date '2026-01-01'", ()
    )


def _first_tried_again():
    later = Region.objects.filter(Q(dry_until__gt=Now())).order_by("dry_until")
    return later.values_list("dry_until", flat=True).first()
