"""Who calls in the replayed campaign: how often, from where, when, and what comes of it."""

import math
import random
from dataclasses import dataclass, field
from statistics import NormalDist

from django.db import connection
from django_countries import countries

from bench import crowd
from calls.demo.people import COUNTRIES
from calls.models import Outcome
from volunteers import places

# The first four weeks of the real campaign: 130,000 calls from more than 130 countries. How its
# 30,000 volunteers shared them was never published; of later months it is known that 51,000 people
# made 180,000 calls. Both fit a log-normal law, as most of what people do by their own choice: with
# this width and a mean of 4.3, 72 in a hundred make one to three calls, and 45 people hundreds.
CALLS, PEOPLE, LANDS, DAYS = 130_000, 30_000, 130, 28
WIDTH = 1.4
# Reports of those who are proven from the first day, who mean to call so often.
PROVEN_FROM, PROVEN = 6, 10
# Small: that it works.
FEW_CALLS, FEW_PEOPLE, FEW_LANDS, FEW_DAYS = 150, 30, 12, 4
# In one evening; more than anybody should.
MOST_A_DAY = 25
# Countries that the demo's list leaves out, in the same parts.
RARE = 0.5
REFUSED = {"RU", "BY"}

# What becomes of a call, in parts of a hundred; and before it, of a number drawn.
NEVER, LATE, TWICE, AMENDED = "never", "late", "twice", "amended"
HOW = {NEVER: 5, LATE: 3, TWICE: 2, AMENDED: 3, "": 87}
GIVEN_BACK = 0.02
# What is told of a call, in parts of a hundred. 2022: every second call became a talk. Today, with
# unknown numbers marked as unwanted by the phones themselves: ten answer and three talk.
ANSWERS = {
    "2022": {
        Outcome.NOBODY: 24,
        Outcome.NO_SUCH: 5,
        Outcome.NO_ABROAD: 2,
        Outcome.ENDED: 15,
        Outcome.TALKED: 50,
        Outcome.ASKED: 2,
        Outcome.UNSUITED: 2,
    },
    "today": {
        Outcome.NOBODY: 74,
        Outcome.NO_SUCH: 9,
        Outcome.NO_ABROAD: 7,
        Outcome.ENDED: 5,
        Outcome.TALKED: 3,
        Outcome.ASKED: 1,
        Outcome.UNSUITED: 1,
    },
}


@dataclass(slots=True)
class Call:
    """One call to be made: `how` it is told, what of it, and what instead, once amended."""

    how: str
    outcome: Outcome
    instead: Outcome
    is_given_back: bool
    seed: int


@dataclass(slots=True)
class Visit:
    """One evening of one volunteer: calls to be made, and draws of earlier evenings to be told."""

    volunteer: int
    country: str
    language: str
    calls: list[Call] = field(default_factory=list)
    untold: list[tuple] = field(default_factory=list)


def shares(people: int, calls: int) -> list[int]:
    """How many calls each makes, the fewest first; at least one each, `calls` in all."""
    law = NormalDist(0, WIDTH)
    heights = [math.exp(law.inv_cdf((n + 0.5) / people)) for n in range(people)]
    low, high = 0.0, float(calls)
    while high - low > 1e-9:
        scale = (low + high) / 2
        made = [max(1, round(scale * height)) for height in heights]
        low, high = (scale, high) if sum(made) < calls else (low, scale)
    # What rounding left over goes to, or comes from, the middle.
    rest, middle = calls - sum(made), people * 3 // 4
    for n in range(middle, middle + abs(rest)):
        made[n] += 1 if rest > 0 else -1
    return made


def plan(mix: str, is_small: bool, rng: random.Random) -> list[list[Visit]]:
    """The visits of each day, the longest first, of volunteers who are made here."""
    calls, people, lands, days = CALLS, PEOPLE, LANDS, DAYS
    if is_small:
        calls, people, lands, days = FEW_CALLS, FEW_PEOPLE, FEW_LANDS, FEW_DAYS
    counts = shares(people, calls)
    rng.shuffle(counts)
    deck = [how for how, parts in HOW.items() for _ in range(calls * parts // 100)]
    deck += [""] * (calls - len(deck))
    rng.shuffle(deck)
    callers = gather(counts, lands, rng)
    calendar = [[] for _ in range(days)]
    for (pk, country, language), count in zip(callers, counts, strict=True):
        own = [call(deck.pop(), ANSWERS[mix], rng) for _ in range(count)]
        for day, part in evenings(own, days, rng):
            calendar[day].append(Visit(pk, country, language, part))
    for visits in calendar:
        visits.sort(key=lambda visit: -len(visit.calls))
    return calendar


def gather(counts: list[int], lands: int, rng) -> list[tuple[int, str, str]]:
    """A volunteer for each count: (id, country, language). Whoever calls often is proven."""
    weights = COUNTRIES | {code: RARE for code in countries.countries if code not in COUNTRIES}
    codes = [code for code in weights if code not in REFUSED][:lands]
    chosen = codes + rng.choices(codes, [weights[c] for c in codes], k=len(counts) - lands)
    callers = [
        (pk, country, rng.choices(("ru", "en"), (4, 1))[0])
        for pk, country in zip(crowd.gather(len(counts)), chosen, strict=True)
    ]
    rows = [
        (country, places.first_zone(country), language, PROVEN if count >= PROVEN_FROM else 0, pk)
        for (pk, country, language), count in zip(callers, counts, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE volunteers_volunteer SET country = %s, time_zone = %s, language = %s, "
            "reports = %s, talks = 1, joined_on = current_date - 30 WHERE id = %s",
            rows,
        )
    return callers


def call(how: str, answers: dict, rng) -> Call:
    outcome, instead = rng.choices(list(answers), answers.values(), k=2)
    return Call(how, outcome, instead, rng.random() < GIVEN_BACK, rng.getrandbits(32))


def evenings(calls: list[Call], days: int, rng) -> list[tuple[int, list[Call]]]:
    """The calls of one volunteer cut into evenings, each with its day."""
    # Some make all of theirs at once, others one an evening.
    wanted = min(len(calls), 1 + int(rng.expovariate(0.5)))
    count = min(days, max(-(-len(calls) // MOST_A_DAY), wanted))
    # Most come in the first days, when the newspapers write of it, and soon once more or never.
    first = min(int(days * rng.random() ** 2), days - count)
    chosen = sorted(rng.sample(range(first, min(first + 3 * count, days)), count))
    return [(day, calls[n::count]) for n, day in enumerate(chosen)]
