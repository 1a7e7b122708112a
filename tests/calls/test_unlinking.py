"""No number can be told to have given a call or, after three days, to have been a volunteer's.

Weeks of draws are reported through the verbs and made old before they are forgotten; then every
table is joined with the pool by what they share: columns, anything computed from columns, the
transactions that wrote a row or locked it last (`xmin`, `xmax`), and the physical order of rows.
"""

import datetime
import random
from collections import Counter
from itertools import cycle, islice

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from calls import effects, pool
from calls.models import Call, CallerCount, CallerKey, Draw, Fate, Outcome, PhoneNumber
from tests.factories import make_caller, make_number, make_region, move

pytestmark = pytest.mark.django_db(transaction=True)

CROWD = 20
OUTCOMES = [Outcome.NOBODY] * 6 + [Outcome.TALKED] * 3 + list(Outcome)
TODAY = effects.day_of(timezone.now())


class Campaign:
    """`days` days with so many reports `a_day`; `days` remembers the order."""

    def __init__(self, days, a_day):
        self.region = make_region()
        self.numbers = random.sample(range(79460000000, 79470000000), days * a_day + 200)
        for number in self.numbers:
            make_number(self.region, number=number)
        self.volunteers = [make_caller(is_proven=n % 2 == 0) for n in range(12)]
        self.days = []
        for ago in range(days, 0, -1):
            self.live_a_day(ago, a_day)

    def live_a_day(self, ago, a_day):
        self.days.append(day := [])
        # Two are never seen again: one reports, the other says nothing of their number.
        for volunteer in [make_caller(), *islice(cycle(self.volunteers), a_day - 1)]:
            drawn = self.draw_fresh(volunteer)
            pool.report(drawn, random.choice(OUTCOMES))
            day.append((drawn.number_id, drawn.pk))
            PhoneNumber.objects.filter(pk=drawn.number_id, rest__gt=0).update(rest=F("rest") - ago)
            move(drawn, days=ago)
        move(pool.draw(make_caller()), days=4)
        pool.reclaim()
        pool.forget()
        pool.settle()

    def draw_fresh(self, volunteer):
        """A draw of a number never called yet: then fate and rest tell of one report alone."""
        drawn = pool.draw(volunteer)
        while (drawn.found_fate, drawn.found_rest) != (Fate.LIVE, 0):
            pool.release(drawn, "not_now")
            move(drawn, days=4)
            drawn = pool.draw(volunteer)
        return drawn


def fetch(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def shared_columns():
    """Columns of numbers and calls alike, and old draws that still name a number or a person."""
    numbers, calls = (
        {field.attname for field in model._meta.concrete_fields} for model in (PhoneNumber, Call)
    )
    old = Draw.objects.filter(drawn_at__lte=timezone.now() - datetime.timedelta(days=3))
    return [*(numbers & calls), *old.exclude(number=None), *old.exclude(volunteer=None)]


def effect_of_number(number):
    """What rest and fate together tell of the call, and the weeks in which it may have been."""
    if number.fate >= Fate.DONE:
        return effects.EFFECTS[number.fate], None
    effect = next(e for e, (_, most) in RESTS if number.rest - TODAY <= most)
    days = {
        number.rest - rest for rest in range(effects.REST[effect][0], effects.REST[effect][1] + 1)
    }
    return effect, {monday(effects.EPOCH + datetime.timedelta(days=day)) for day in days}


RESTS = sorted(effects.REST.items(), key=lambda item: item[1])


def monday(day):
    return day - datetime.timedelta(days=day.weekday())


def small_groups_by_effect_and_week():
    numbers = [effect_of_number(n) for n in PhoneNumber.objects.exclude(fate=0, rest=0)]
    calls = [
        (effects.effect_of(call.outcome, call.is_proven, Fate.LIVE), call.week)
        for call in Call.objects.all()
    ]

    small = []
    for effect, week in set(calls):
        alike = calls.count((effect, week))
        possible = [1 for e, weeks in numbers if e == effect and (weeks is None or week in weeks)]
        small += [(effect, week, alike, len(possible))] * (min(alike, len(possible)) < CROWD)
    return small


def small_groups_by_transaction():
    """Tables with a row written or locked together with fewer than 20 numbers."""
    tables = fetch(
        "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
        "WHERE relkind = 'r' AND nspname = 'public' "
        # The region stands in the number's own row, and who is suppressed is marked there.
        "AND relname NOT IN ('calls_phonenumber', 'calls_region', 'calls_suppressednumber')"
    )

    small = []
    for (table,) in tables:
        small += fetch(
            f"SELECT '{table}', count(DISTINCT number) FROM calls_phonenumber AS n, "
            "LATERAL (VALUES (n.xmin::text), (n.xmax::text)) AS own (id) "
            "WHERE id <> '0' AND id IN "
            f'(SELECT xmin::text FROM "{table}" UNION SELECT xmax::text FROM "{table}") '
            f"GROUP BY id HAVING count(DISTINCT number) < {CROWD}"
        )
    return small


def told_by_counts():
    """What is counted beside keys and is not known by their calls, or tells an hour of a few."""
    keys = CallerKey.objects.values("key")
    calls = Counter(Call.objects.filter(caller_key__in=keys).values_list("caller_key", "outcome"))
    counts = list(CallerCount.objects.all())
    outcomes = Counter({(c.caller_key_id, c.value): c.calls for c in counts if c.kind == "outcome"})
    hours = Counter()
    for count in counts:
        hours[count.caller_key.week, count.value] += count.calls * (count.kind == "hour")
    return [
        *(outcomes - calls),
        *(calls - outcomes),
        *[h for h, n in hours.items() if 0 < n < CROWD],
    ]


def correlation(one, other):
    """Spearman's rank correlation of two orders of the same things."""
    n, place = len(one), {thing: i for i, thing in enumerate(other)}
    return 1 - 6 * sum((place[t] - i) ** 2 for i, t in enumerate(one)) / (n * (n * n - 1))


def order_of_places(campaign):
    """How far the places of rows tell in which order they were reported: 0 is not at all.

    Of numbers within their day, since all of a day are forgotten together; of the draws that
    still wait, as a whole. In standard errors.
    """
    numbers = [n for (n,) in fetch("SELECT number FROM calls_phonenumber ORDER BY ctid")]
    draws = [pk for (pk,) in fetch("SELECT id FROM calls_draw WHERE version > 0 ORDER BY ctid")]
    days = [[number for number, _ in day] for day in campaign.days]
    within = [correlation([d for d in numbers if d in set(day)], day) for day in days]
    made = [pk for day in campaign.days for _, pk in day if pk in set(draws)]
    by_day = sum(within) / len(within) * (len(days) * (len(days[0]) - 1)) ** 0.5
    return by_day, correlation(draws, made) * (len(made) - 1) ** 0.5


@pytest.mark.parametrize(("days", "a_day"), [(30, 5), (6, 70)])
def test_nothing_joins_a_number_with_a_call_or_with_a_volunteer(days, a_day):
    campaign = Campaign(days, a_day)
    assert PhoneNumber.objects.exclude(fate=0, rest=0).count() == days * a_day
    assert Draw.objects.count() >= CROWD

    assert shared_columns() == []
    assert small_groups_by_effect_and_week() == []
    assert small_groups_by_transaction() == []
    assert told_by_counts() == []
    # Five standard errors: once in two million runs by chance.
    assert [error for error in order_of_places(campaign) if abs(error) > 5] == []
