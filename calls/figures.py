"""What the public may know of the calls, counted without reading a single one."""

import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.core.cache import cache
from django.db.models import Count, DateField, F, Func, Sum
from django.db.models.functions import JSONObject, Now
from redis import RedisError

from callrussia import keeping
from calls.models import CountryTally, Draw, HourTally, Outcome, Rules
from volunteers.models import Today

# Whatever tells more than the mere number of calls moves in steps of a crowd.
STEP = 20
DAYS = 28
# In the cache: what was counted, and that somebody has begun to count anew.
KEPT, TAKEN = "figures", "figures:taken"


class UTCDay(Func):
    """The day in UTC; TruncDate's parameter would keep PostgreSQL from grouping by it."""

    template = "(%(expressions)s AT TIME ZONE 'UTC')::date"
    output_field = DateField()


def lately() -> dict:
    """What `public()` said at most `2 * keeping.SECONDS` ago; without the cache, what it says now.

    One reader in `SECONDS` counts anew, the others are not kept waiting for it.
    """
    try:
        shown = cache.get(KEPT)
        if cache.add(TAKEN, True, keeping.SECONDS) or shown is None:
            shown = public()
            cache.set(KEPT, shown, 2 * keeping.SECONDS)
    except RedisError:
        return public()
    return shown


def public() -> dict:
    """`calls`, `talks`, `countries`, and `days`: the (date, calls) of the last four weeks.

    One statement, so that no report is counted twice or left out while it moves from its draw
    into the tallies. The calls move with each report, the talks in steps of 20, the countries
    once a day.
    """
    # The one row of the rules is there to hang everything on.
    read = Rules.objects.values(
        today=Today(),
        outcomes=_rows(HourTally.objects, F("outcome"), Sum("calls")),
        countries=ArraySubquery(_before_today().values("country").distinct()),
        counted=_rows(_lately(), F("day"), Sum("calls")),
        waiting=_rows(_uncounted(), UTCDay("drawn_at"), Count("pk")),
    ).get()
    return {
        "calls": _sum(read["outcomes"]) + _sum(read["waiting"]),
        "talks": _sum(row for row in read["outcomes"] if row["of"] == Outcome.TALKED)
        // STEP
        * STEP,
        "countries": len(read["countries"]),
        "days": _calendar(read["today"], read["counted"] + read["waiting"]),
    }


def _before_today():
    return CountryTally.objects.filter(day__lt=Today())


def _lately():
    return CountryTally.objects.filter(day__gt=Now() - datetime.timedelta(days=DAYS))


def _uncounted():
    """Reports that are in their draws alone until they are forgotten."""
    return Draw.objects.filter(number__isnull=False, posed_as=None, version__gte=1)


def _rows(queryset, group, count):
    """A list of {"of": group, "calls": count}, as one column."""
    grouped = queryset.order_by().values(of=group)
    return ArraySubquery(
        grouped.annotate(count=count).values(row=JSONObject(of="of", calls="count"))
    )


def _sum(rows):
    return sum(row["calls"] for row in rows)


def _calendar(today, rows):
    """Each of the last days with its calls, also those that had none."""
    calls = {today - datetime.timedelta(days=ago): 0 for ago in reversed(range(DAYS))}
    for row in rows:
        day = datetime.date.fromisoformat(row["of"])
        if day in calls:
            calls[day] += row["calls"]
    return list(calls.items())
