"""Rows for tests, each as plain as it can be. Numbers come from 945–948, which ring nobody."""

import datetime
import itertools
import random

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import F
from django.utils import timezone

from callrussia.sealed import seal
from calls.models import Draw, PhoneNumber, Region, Rules
from guidelines import library
from volunteers.addresses import pseudonym
from volunteers.models import Volunteer

serial = itertools.count(1)
# By the rules as they are at first.
PROVEN = {"reports": 10, "talks": 1, "checks_passed": 1, "joined_on": datetime.date(2026, 1, 1)}


def allow(draws, pause=0):
    """Let everybody draw so often in 24 hours, `pause` seconds after the last draw."""
    levels = ("new", "known", "proven")
    Rules.objects.update(
        allowance_small=draws,
        **{f"allowance_{level}": draws for level in levels},
        **{f"pause_{level}": pause for level in levels},
    )


def make_volunteer(**fields):
    """A volunteer in Lithuania who accepted the code but has not read the guidelines."""
    address = fields.pop("email", f"volunteer{next(serial)}@example.org")
    if fields.pop("is_proven", False):
        fields = PROVEN | fields
    fields = {
        "pseudonym": pseudonym(address),
        "sealed_address": seal(address),
        "country": "LT",
        "time_zone": "Europe/Vilnius",
        "language": "en",
        "code_accepted_on": datetime.date(2026, 1, 1),
    } | fields
    volunteer = Volunteer(**fields)
    if not volunteer.password:
        volunteer.set_unusable_password()
    volunteer.save()
    volunteer.refresh_from_db(fields=["joined_on"])
    known = {"email": volunteer.pseudonym, "verified": True, "primary": True}
    EmailAddress.objects.create(user=volunteer, **known)
    # What they type: the account itself does not know.
    volunteer.email = address
    return volunteer


def make_caller(**fields):
    """A volunteer who has confirmed the live edition and rehearsed, and may therefore draw."""
    volunteer = make_volunteer(**{"rehearsed": "whole"} | fields)
    library.confirm(volunteer, library.live())
    return volunteer


def make_region(hour=12, **fields):
    """A region of its own where it is about `hour` o'clock now."""
    now = datetime.datetime.now(datetime.UTC)
    offset = hour * 60 - now.hour * 60 - now.minute
    n = next(serial)
    fields = {
        "pk": 1000 + n,
        "code": f"TEST-{n}",
        "name_en": f"Test region {n}",
        "name_ru": f"Пробная область {n}",
        "zones": ["Europe/Moscow"],
        "offsets": [offset],
        "size": 1000,
    } | fields
    return Region.objects.create(**fields)


def make_number(region=None, **fields):
    """A number that may be drawn, in a region where it is noon."""
    n = fields.pop("number", None) or 79450000000 + next(serial)
    region = region or Region.objects.filter(pk__gt=1000).first() or make_region()
    fields = {"ticket": random.randrange(32768)} | fields
    return PhoneNumber.objects.create(number=n, region=region, **fields)


def move(drawn, **back):
    """Move every stored time of `drawn` into the past by timedelta(**back)."""
    by = datetime.timedelta(**back)
    times = ("drawn_at", "expires_at", "closed_at", "reported_at")
    Draw.objects.filter(pk=drawn.pk).update(**{name: F(name) - by for name in times})
    drawn.refresh_from_db()
    return drawn


def expire(drawn):
    """Let the time of `drawn` run out now."""
    Draw.objects.filter(pk=drawn.pk).update(
        drawn_at=F("drawn_at") - datetime.timedelta(hours=1), expires_at=timezone.now()
    )
    drawn.refresh_from_db()
    return drawn


def explain(sql, params):
    """The plan of `sql`, as PostgreSQL's JSON."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        return cursor.fetchone()[0][0]["Plan"]
