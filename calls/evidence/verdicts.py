"""What may be said of two openers of a trial, and in which words."""

import datetime
import math
from dataclasses import dataclass
from itertools import combinations

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from calls.evidence.moments import Moments
from calls.evidence.sequence import Plan, difference, needed


@dataclass(frozen=True)
class Look:
    """The first opener's share less the second's by the end of a week, and its interval.

    All in parts of the answered calls. `answered` are the calls of both.
    """

    week: datetime.date
    value: float
    low: float
    high: float
    shares: tuple[float, float]
    answered: int


@dataclass(frozen=True)
class Verdict:
    """Of the pair of openers at these places. `looks` are those that may be shown, oldest first.

    `told` is the last look at which a difference could be told: what was told once may be said ever
    after. So it is with `is_small`, that any difference is smaller than what was declared to
    matter. `needed` answered calls are still to come until the interval is as narrow as planned.
    """

    pair: tuple[int, int]
    looks: list[Look]
    told: Look | None
    is_small: bool
    needed: int


def plan_of(trial) -> Plan:
    return Plan(openers=len(trial.openers), smallest=trial.least / 100)


def verdicts(trial, counted) -> list[Verdict]:
    """One of each two openers, in the order of their places."""
    pairs = combinations(range(len(trial.openers)), 2)
    return [_verdict(counted, pair, plan_of(trial)) for pair in pairs]


def sentences(verdict, trial) -> list[str]:
    """What is said of the pair, in plain words: never which opener to choose."""
    a, b = (letter(place) for place in verdict.pair)
    names = {"a": a, "b": b, "calls": number_format(about(verdict.needed), 0)}
    if verdict.told:
        return _told(verdict)
    if verdict.is_small:
        small = ngettext(
            "Any difference between %(a)s and %(b)s is smaller than what was declared to matter: "
            "%(least)d percentage point.",
            "Any difference between %(a)s and %(b)s is smaller than what was declared to matter: "
            "%(least)d percentage points.",
            trial.least,
        )
        return [small % (names | {"least": trial.least})]
    if trial.ended_on:
        return [_("No difference between %(a)s and %(b)s could be told.") % names]
    if not verdict.needed:
        enough = _(
            "No difference between %(a)s and %(b)s can be told, though as many calls were answered "
            "as were planned."
        )
        return [enough % names]
    not_yet = _(
        "No difference between %(a)s and %(b)s can be told yet. About %(calls)s more answered "
        "calls are needed."
    )
    return [not_yet % names]


def letter(place) -> str:
    """By which an opener is called on the page: its place among those of the trial."""
    letters = pgettext("opener", "A"), pgettext("opener", "B"), pgettext("opener", "C")
    return letters[place]


def points(part, sign="") -> str:
    """A part of the answered calls in percentage points, as the reader's language writes them."""
    number = round(100 * part, 1)
    mark = "−" if number < 0 else sign if number > 0 else ""
    return mark + number_format(abs(number), 1)


def about(calls) -> int:
    """Rounded up to two digits, and to tens: it is a guess."""
    step = max(10, 10 ** (len(str(calls)) - 2))
    return math.ceil(calls / step) * step


def _verdict(counted, pair, plan):
    found = difference(counted.callers, pair, plan)
    # Once one of the two is set aside they are no more compared at the same time.
    both = [n for n, step in enumerate(counted.steps) if {*pair} <= {*step.places}]
    looks = {n: _look(counted, pair, found, n) for n in both if not found.is_early[n]}
    told = [look for n, look in looks.items() if found.is_told[n]]
    return Verdict(
        pair=pair,
        looks=[*looks.values()],
        told=told[-1] if told else None,
        is_small=any(found.rules_out(plan.smallest)[n] for n in looks),
        needed=_needed(counted, pair, plan, both),
    )


def _look(counted, pair, found, n):
    counts = [[float(part[n]) for part in counted.callers.counts_of(place)] for place in pair]
    return Look(
        week=counted.weeks[counted.steps[n].at],
        value=float(found.value[n]),
        low=float(found.low[n]),
        high=float(found.high[n]),
        shares=tuple(hits / answered for hits, answered, _squares in counts),
        answered=round(sum(answered for _hits, answered, _squares in counts)),
    )


def _needed(counted, pair, plan, steps):
    if not steps:
        return math.ceil(plan.answered)
    last = Moments(*(part[steps[-1]] for part in vars(counted.callers).values()))
    return needed(last, pair, plan)


def _told(verdict):
    look, (a, b) = verdict.told, verdict.pair
    more, less = (a, b) if look.low > 0 else (b, a)
    low, high = sorted((abs(look.low), abs(look.high)))
    told = (
        _(
            "A difference can be told, and it is smaller than what was declared to matter: with "
            "%(more)s the share is larger than with %(less)s, by %(low)s to %(high)s percentage "
            "points."
        )
        if verdict.is_small
        else _(
            "A difference can be told: with %(more)s the share is larger than with %(less)s, by "
            "%(low)s to %(high)s percentage points."
        )
    )
    words = {"more": letter(more), "less": letter(less), "low": points(low), "high": points(high)}
    if look == verdict.looks[-1]:
        return [told % words]
    since = _(
        "That was told by the end of the week of %(week)s. What came later takes nothing back."
    )
    return [told % words, since % {"week": date_format(look.week)}]
