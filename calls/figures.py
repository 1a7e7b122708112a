"""What the public may know of the calls, counted without reading a single one."""

import datetime
from collections import Counter

from django.contrib.postgres.expressions import ArraySubquery
from django.core.cache import cache
from django.db.models import Count, DateField, F, Func, Sum
from django.db.models.functions import JSONObject, Now
from django.utils.translation import gettext as _
from redis import RedisError

from callrussia import keeping
from calls.models import Call, CountryTally, Draw, HourTally, Outcome, Rules, VoidedTally
from volunteers.models import Today

# Whatever tells more than the mere number of calls moves in steps of a crowd.
STEP = 20
DAYS = 28
# A share of fewer would be told to a hundredth of what it is known by.
FEWEST = 1000
ANSWERED = (Outcome.ENDED, Outcome.TALKED, Outcome.ASKED, Outcome.UNSUITED)
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
    once a day. All three are less what was voided. The days are raw, as all counts by region or
    hour are: what is voided is known by its week, outcome and country alone.
    """
    # The one row of the rules is there to hang everything on.
    read = Rules.objects.values(
        today=Today(),
        outcomes=_rows(HourTally.objects, F("outcome"), Sum("calls")),
        countries=_rows(_before_today(), F("country"), Sum("calls")),
        voided=_rows(VoidedTally.objects, F("outcome"), Sum("calls")),
        voided_countries=_rows(VoidedTally.objects, F("country"), Sum("calls")),
        counted=_rows(_lately(), F("day"), Sum("calls")),
        waiting=_rows(_uncounted(), UTCDay("drawn_at"), Count("pk")),
    ).get()
    trusted = read["outcomes"] + read["voided"]
    return {
        "calls": _sum(trusted) + _sum(read["waiting"]),
        "talks": _sum(row for row in trusted if row["of"] == Outcome.TALKED) // STEP * STEP,
        "countries": _count(read["countries"] + read["voided_countries"]),
        "days": _calendar(read["today"], read["counted"] + read["waiting"]),
    }


def response_shares() -> dict | None:
    """`answered` and `talked`: parts of all settled calls of proven volunteers, none of them void.

    In hundredths, and of `calls` in steps of 20; None while there are fewer than `FEWEST`. Who is
    not proven may have made them up, so wherever this is shown `said_of_shares` stands beside it.
    """
    proven = Call.objects.trusted().filter(is_proven=True)
    counted = Counter(dict(proven.order_by().values_list("outcome").annotate(n=Count("pk"))))
    if counted.total() < FEWEST:
        return None
    answered = sum(counted[outcome] for outcome in ANSWERED)
    return {
        "calls": counted.total() // STEP * STEP,
        "answered": round(answered / counted.total(), 2),
        "talked": round(counted[Outcome.TALKED] / counted.total(), 2),
    }


def said_of_shares() -> str:
    return _(
        "Only calls of volunteers are counted here whom we have known for some time. Others may "
        "have been made up."
    )


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


def _count(rows):
    """Of how many things more calls are left than none."""
    left = Counter()
    for row in rows:
        left[row["of"]] += row["calls"]
    return len(+left)


def _calendar(today, rows):
    """Each of the last days with its calls, also those that had none."""
    calls = {today - datetime.timedelta(days=ago): 0 for ago in reversed(range(DAYS))}
    for row in rows:
        day = datetime.date.fromisoformat(row["of"])
        if day in calls:
            calls[day] += row["calls"]
    return list(calls.items())
