"""What the page of a trial shows: sentences, intervals, plots and tables, of what was counted."""

import datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.evidence import counting, trials
from calls.evidence.plotting import plot
from calls.evidence.sequence import Plan
from calls.evidence.verdicts import about, letter, points, sentences, verdicts
from calls.models import Felt
from calls.models.draws import Experience
from guidelines import library
from guidelines.models import Edition, Opener

# The Sunday of a Monday.
LAST_DAY = datetime.timedelta(days=6)
# What is counted, and of what it is a share.
COLUMNS = (
    ("answered", "calls"),
    ("talked", "answered"),
    ("three_minutes", "answered"),
    *((felt.value, "felt") for felt in Felt),
)
CAPTIONS = {
    "edition": gettext_lazy("By edition of the guidelines"),
    "experience": gettext_lazy("By the caller’s experience"),
    "rehearsed": gettext_lazy("By whether the caller had rehearsed"),
}


def report(trial, now, language) -> dict:
    """All that the page shows of `trial` at the moment `now`, of the weeks that are closed."""
    shown = {"trial": trial, "openers": openers(trial.openers, language)}
    if trial.ended_on and trial.ended_on < trial.begins:
        return shown
    if not trials.weeks(trial, now.date()):
        return shown | {"first_on": trials.first_figures(trial)}
    counted = counting.lately(trial, now)
    editions = _editions(trial, counted)
    return shown | {
        "until": counted.weeks[-1] + LAST_DAY,
        "pairs": [_pair(verdict, trial, editions) for verdict in verdicts(trial, counted)],
        "given": _given(counted, trial),
        "tables": [
            {"caption": caption, "groups": _groups(counted.groups[name], name, trial)}
            for name, caption in CAPTIONS.items()
        ],
    }


def openers(ids, language) -> list[dict]:
    """Each opener with its letter, its words in the live edition, and whether it is still given.

    One that the live edition lacks has the words of its draft.
    """
    live, drafts = library.live(), Opener.objects.in_bulk(ids)
    given = library.openers_of(live.number) if live else ()
    found = []
    for place, pk in enumerate(ids):
        words = library.opener(live, pk, language) if live else None
        gloss = None if language == "ru" else drafts[pk].text_en
        draft = {"ru": drafts[pk].text_ru, "gloss": gloss}
        row = {"pk": pk, "letter": letter(place), "words": words or draft}
        found.append(row | {"is_given": pk in given})
    return found


def takes(count) -> list[tuple[int, int]]:
    """(smallest difference in points, about the answered calls that a trial of so many takes)."""
    if count < trials.FEWEST:
        return []
    plans = [(least, Plan(openers=count, smallest=least / 100)) for least in (3, 5, 10)]
    return [(least, about(round(plan.answered))) for least, plan in plans]


def _editions(trial, counted):
    """(number, day) of those that were published meanwhile."""
    until = counted.weeks[-1] + LAST_DAY
    found = Edition.objects.filter(published_on__gte=trial.begins, published_on__lte=until)
    return list(found.order_by("number").values_list("number", "published_on"))


def _pair(verdict, trial, editions):
    a, b = (letter(place) for place in verdict.pair)
    last = verdict.looks[-1] if verdict.looks else None
    return {
        "names": (a, b),
        "sentences": sentences(verdict, trial),
        "last": last and _row(last) | {"shares": [_percent(share) for share in last.shares]},
        "looks": [_row(look) for look in reversed(verdict.looks)],
        "plot": plot(verdict, trial, editions),
    }


def _row(look):
    return {
        "week": look.week,
        "value": points(look.value, "+"),
        "low": points(look.low, "+"),
        "high": points(look.high, "+"),
        "answered": look.answered,
    }


def _given(counted, trial):
    """Of each opener: its counts, and how often it was used where it was given."""
    rows = []
    for place, opener in enumerate(trial.openers):
        counts = counted.openers[opener]
        used = counts and _share(counts["as_given"], counts["told"])
        rows.append({"letter": letter(place), "cells": _cells(counts), "used": used})
    return rows


def _groups(groups, dimension, trial):
    """(label, rows of openers) of each value."""
    return [
        (
            _label(dimension, value),
            [
                {"letter": letter(place), "cells": _cells(groups[value][opener])}
                for place, opener in enumerate(trial.openers)
            ],
        )
        for value in sorted(groups, key=_order)
    ]


def _order(value):
    """Bands of experience go by what they hold, not by their letters."""
    return Experience.values.index(value) if value in Experience.values else value


def _label(dimension, value):
    if dimension == "edition":
        if len(value) == 1:
            return _("Edition %(number)s") % {"number": value[0]}
        numbers = ", ".join(map(str, value))
        return _("Weeks with several editions: %(numbers)s") % {"numbers": numbers}
    if dimension == "experience":
        return Experience(value).label
    return _("rehearsed to the end") if value else _("not rehearsed to the end")


def _cells(counts):
    """(number, its share) of each column; None for a group that stays hidden."""
    if counts is None:
        return None
    whole = counts | {"felt": sum(counts[felt] for felt in Felt.values)}
    shares = [(counts[name], _share(counts[name], whole[of])) for name, of in COLUMNS]
    return [(counts["calls"], ""), *shares]


def _share(part, whole):
    return _percent(part / whole) if whole else ""


def _percent(part):
    return _("%(percent)s%%") % {"percent": number_format(round(100 * part, 1), 1)}
