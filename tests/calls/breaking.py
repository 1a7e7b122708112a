"""A sound pool of ten numbers, and hands that write into it past the verbs."""

import datetime

from django.db import connection
from django.db.models.functions import Now

from calls import pool
from calls.models import (
    Call,
    CallerKey,
    Correction,
    Draw,
    PhoneNumber,
    Range,
    Rules,
    SuppressedNumber,
)
from calls.pool.suppression import remember
from guidelines import library
from tests.factories import make_caller, make_number, make_region, move
from volunteers.models import Volunteer

FIRST, EXCLUDED, LISTED, LIVE = 79450000000, 79470000000, 79450000008, 79450000009
MONDAY = datetime.date(2026, 11, 2)
DAYS = datetime.timedelta(days=3)
LONG_AGO = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)


def make_campaign():
    """{kind: draw}, one of every kind, over ten numbers of one range."""
    region = make_region(size=10)
    Range.objects.create(first=FIRST, last=FIRST + 9999, region=region)
    Range.objects.create(first=EXCLUDED, last=EXCLUDED, exclusion="car")
    for n in range(10):
        make_number(region, number=FIRST + n)
    pool.suppress(LISTED, SuppressedNumber.Source.PAGE, "test")
    # Not to be drawn here, since tests will write into it.
    PhoneNumber.objects.filter(pk=LIVE).update(rest=32767)
    made = {"forgotten": reported("talked")}
    move(made["forgotten"], hours=23)
    pool.forget()
    made |= {"asked": reported("asked_not_to"), "nobody": reported("nobody")}
    made["released"] = pool.draw(make_caller())
    pool.release(made["released"], "not_now")
    made |= {kind: pool.draw(make_caller()) for kind in ("open", "other")}
    PhoneNumber.objects.filter(pk=LIVE).update(rest=0)
    return made


def reported(outcome):
    made = pool.draw(make_caller(is_proven=True))
    pool.report(made, outcome)
    return made


def sql(*statements):
    def write(_made):
        with connection.cursor() as cursor:
            # Nothing may wait for its check while tables are altered.
            for statement in ("SET CONSTRAINTS ALL IMMEDIATE", *statements):
                cursor.execute(statement)

    return write


def without(name, statement):
    """Let draws break the constraint."""
    return sql(f"ALTER TABLE calls_draw DROP CONSTRAINT {name}", statement)


def drawn(kind, **fields):
    """Write into the draw of that kind."""
    return lambda made: Draw.objects.filter(pk=made[kind].pk).update(**fields)


def number_of(kind, **fields):
    return lambda made: PhoneNumber.objects.filter(pk=made[kind].number_id).update(**fields)


def number(**fields):
    return lambda made: PhoneNumber.objects.filter(pk=LIVE).update(**fields)


def all_of(model, **fields):
    return lambda made: model.objects.update(**fields)


def make(model, **fields):
    return lambda made: model.objects.create(**fields)


def ago(**past):
    return Now() - datetime.timedelta(**past)


def suspend(made):
    Volunteer.objects.filter(pk=made["open"].volunteer_id).update(
        standing="paused", is_active=False
    )


def forget_more(made):
    """A call of a volunteer who is said to have reported nothing."""
    person = make_caller()
    key = CallerKey.objects.create(volunteer=person, week=MONDAY)
    make_call(caller_key=key.pk, week=MONDAY)
    for tally in "region", "country", "hour":
        sql(f"UPDATE calls_{tally}tally SET calls = calls + 1")(made)


def make_call(**fields):
    fields = {"outcome": "talked", "experience": "1", "is_proven": True} | fields
    return Call.objects.create(edition=library.live(), **fields)


def keep_a_key(made):
    CallerKey.objects.create(volunteer=make_caller(), week=datetime.date(2026, 1, 5))


def list_it(made):
    remember([LIVE], SuppressedNumber.Source.PAGE, "test")


def ring(made):
    """A number of a code that rings, spelled so that none stands in this file."""
    Rules.objects.update(is_demo=True)
    PhoneNumber.objects.filter(pk=LIVE).update(number=FIRST - 45 * 10**7)


def correct(made):
    """A long stretch that waits, and in it a number that an earlier load had to keep."""
    kinds = Correction.Kind
    Correction.objects.create(kind=kinds.DROP, first=FIRST + 10000, last=FIRST + 10009)
    Correction.objects.create(kind=kinds.KEPT, first=FIRST + 10001, last=FIRST + 10001)
    PhoneNumber.objects.filter(pk=LIVE).update(number=FIRST + 10005)


def same_holder(column):
    """Both open draws of one number, or of one volunteer."""
    return (
        f"UPDATE calls_draw SET {column} = (SELECT min({column}) FROM calls_draw "
        "WHERE closed_at IS NULL) WHERE closed_at IS NULL"
    )
