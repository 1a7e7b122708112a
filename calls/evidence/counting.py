"""What came of calls, by the opener that their draw was given, in groups that are large enough.

Calls count for the opener that was given, though the caller began with another: who goes where is
then chance alone. Each group is told apart by the opener and by one thing more, never by two.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from django.core.cache import cache
from django.db import connection
from django.db.models import Count, F, Q
from redis import RedisError

from calls.evidence import crowds, trials
from calls.evidence.moments import Moments
from calls.models import Call, Felt, Length, Outcome, VoidedKey
from calls.models.trials import Measure

# Somebody took up the phone. The share of them who then stay is what an opener can change.
ANSWERED = Q(outcome__in=(Outcome.ENDED, Outcome.TALKED, Outcome.ASKED, Outcome.UNSUITED))
TALKED = Q(outcome=Outcome.TALKED)
# A talk without a length was not told to be long.
LONG = Q(length__in=(Length.UNDER_10, Length.UNDER_30, Length.LONGER))
HITS = {
    Measure.THREE_MINUTES: TALKED & LONG,
    Measure.TALKED: TALKED,
    Measure.GENTLE: TALKED & Q(felt__in=(Felt.WARM, Felt.CALM)),
}
COUNTS = {
    "calls": Q(),
    "answered": ANSWERED,
    "talked": TALKED,
    "three_minutes": TALKED & LONG,
    **{felt.value: ANSWERED & Q(felt=felt) for felt in Felt},
    # Of which opener was used the caller may tell, or not.
    "told": ANSWERED & Q(opener_used__isnull=False),
    "as_given": ANSWERED & Q(opener_used=F("opener")),
}
# A group is a value of one of these, with one opener.
DIMENSIONS = {"experience": "experience", "rehearsed": "has_rehearsed"}
# At 1 million calls of a trial both questions read all of them. A week later there is another week.
KEPT, KEPT_FOR = "evidence:3:{}:{}:{}", 7 * 24 * 3600
# Another text for each set of keys: what is voided, or given back, shows at once.
VOIDED = "SELECT count(*) || ':' || coalesce(bit_xor(hashtextextended(key::text, 0)), 0) FROM {}"


@dataclass(frozen=True)
class Counted:
    """What was counted of a trial; openers are told by their places in its list.

    `openers` are {opener: counts}, `groups` {dimension: {value: {opener: counts}}}. Counts are
    {name in COUNTS: calls}, and None where they must stay hidden. `callers` has an axis of steps,
    each with all that came until its end.
    """

    weeks: list[datetime.date]
    steps: list[crowds.Step]
    openers: dict
    groups: dict
    callers: Moments


def lately(trial, now) -> Counted:
    """What was counted first this week; without the cache, what is counted now.

    That is the same, unless calls came to a week after it had been closed: see `trials.weeks`. What
    is voided in between is left out at once, by however few calls the counts differ then.
    """
    key = KEPT.format(trial.pk, trials.weeks(trial, now.date())[-1], _voided())
    try:
        counted = cache.get(key)
        if counted is None:
            counted = count(trial, now)
            cache.set(key, counted, KEPT_FOR)
    except RedisError:
        return count(trial, now)
    return counted


def _voided():
    with connection.cursor() as cursor:
        cursor.execute(VOIDED.format(VoidedKey._meta.db_table))
        return cursor.fetchone()[0]


def count(trial, now) -> Counted:
    """What is there of the weeks that are closed at the moment `now`, by two questions."""
    weeks = trials.weeks(trial, now.date())
    calls = Call.objects.trusted().filter(opener__in=trial.openers, week__in=weeks).order_by()
    rows = _rows(calls)
    whole = _tally(rows, trial, weeks, lambda row: None)[None]
    steps = crowds.steps(*np.diff(whole[..., :2], axis=0, prepend=0).transpose(2, 0, 1))
    at = [[step.at for step in steps if n in step.places] for n in range(len(trial.openers))]
    groups = {
        name: _groups(_tally(rows, trial, weeks, lambda row, by=column: row[by]), trial, at)
        for name, column in DIMENSIONS.items()
    }
    return Counted(
        weeks=weeks,
        steps=steps,
        openers={
            opener: _named(whole[at[n][-1], n]) if at[n] else None
            for n, opener in enumerate(trial.openers)
        },
        groups=groups | {"edition": _editions(rows, whole, trial, weeks, at)},
        callers=_callers(calls, trial, weeks, steps),
    )


def _rows(calls):
    """Counts of the calls that are alike in everything, as dictionaries; some thousands at most."""
    counts = {name: Count("pk", filter=which) for name, which in COUNTS.items()}
    columns = ("week", "opener_id", "edition_id", *DIMENSIONS.values())
    return list(calls.values(*columns).annotate(**counts))


def _tally(rows, trial, weeks, value_of) -> dict:
    """{value: counts (weeks, openers, COUNTS)}, each of all that came until the week's end."""
    found = defaultdict(lambda: np.zeros((len(weeks), len(trial.openers), len(COUNTS)), int))
    for row in rows:
        place = weeks.index(row["week"]), trial.openers.index(row["opener_id"])
        found[value_of(row)][place] += [row[name] for name in COUNTS]
    for counts in found.values():
        counts.cumsum(axis=0, out=counts)
    return found


def _groups(tally, trial, at):
    found = {value: {} for value in sorted(tally)}
    for n, opener in enumerate(trial.openers):
        sizes = {value: counts[:, n, 0] for value, counts in tally.items()}
        shown, week = crowds.renewed(sizes, at[n])
        for value, counts in tally.items():
            found[value][opener] = _named(counts[week, n]) if value in shown else None
    return found


def _editions(rows, whole, trial, weeks, at):
    """The calls between two steps, by the editions that were live then: one, or several.

    An edition begins on a day. By itself it could be subtracted from what came until a week's end.
    """
    live = [set() for _ in weeks]
    for row in rows:
        live[weeks.index(row["week"])].add(row["edition_id"])
    found = defaultdict(lambda: np.zeros((len(trial.openers), len(COUNTS)), int))
    for n, ends in enumerate(at):
        before, first = 0, 0
        for week in ends:
            value = tuple(sorted(set().union(*live[first : week + 1])))
            found[value][n] += whole[week, n] - before
            before, first = whole[week, n], week + 1
    return {
        value: {
            opener: _named(own) if own.any() else None
            for opener, own in zip(trial.openers, counts, strict=True)
        }
        for value, counts in found.items()
    }


def _named(counts):
    return dict(zip(COUNTS, counts.tolist(), strict=True))


def _callers(calls, trial, weeks, steps) -> Moments:
    """The moments of the callers, by the end of each step."""
    columns, rows = _alike(calls, trial)
    width = len(columns) - 1
    callers, sums = np.zeros(len(weeks)), np.zeros((len(weeks), width))
    products = np.zeros((len(weeks), width, width))
    for week, *counts, number in rows:
        at, counts = weeks.index(week), np.array(counts, float)
        callers[at] += number
        sums[at] += number * counts
        products[at] += number * np.outer(counts, counts)
    ends = np.array([step.at for step in steps], int)
    return Moments(*(part.cumsum(0)[ends] for part in (callers, sums, products)))


def _alike(calls, trial):
    """How many callers had the same counts in a week: (week, counts as of Moments, callers).

    Most have one or two answered calls, so that millions of calls come to some thousand rows.
    """
    hit = HITS[Measure(trial.measure)]
    given = [Q(opener=opener) for opener in trial.openers]
    counts = {f"hits_{n}": Count("pk", filter=q & hit) for n, q in enumerate(given)}
    counts |= {f"answered_{n}": Count("pk", filter=q) for n, q in enumerate(given)}
    callers = calls.filter(ANSWERED).values("week", "caller_key").annotate(**counts)
    inner, parameters = callers.query.sql_with_params()
    columns = ("week", *counts)
    listed = ", ".join(columns)
    # The ORM groups once; the columns are our own words.
    sql = f"SELECT {listed}, count(*) FROM ({inner}) AS callers GROUP BY {listed}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return columns, cursor.fetchall()
