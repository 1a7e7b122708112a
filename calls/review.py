"""Whose reports somebody is to look at: simple measures, each against everybody's.

A measure raises a review where it lies beyond its limit: Tukey's fence, the third quartile of
everybody's values and one and a half times the distance between the quartiles (J. W. Tukey,
"Exploratory Data Analysis", 1977). Quartiles are not moved much by fabricators while these are
fewer than one in four. No measure is a verdict: who is unlike others may have their reasons.
"""

from dataclasses import dataclass
from itertools import groupby

import numpy as np
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from redis import RedisError

from calls.models import DELAYS, CallerCount, Hours, Measured, Outcome, Review, Void
from calls.pool import keys

# With fewer reports chance alone makes anybody unusual.
LEAST = 20
# So many reports make somebody one of everybody: most never make more, and fabricators who do are
# then but few among them. With fewer such people there is nobody to be compared with.
COUNTED, PEOPLE = 3, 20
# Reports: half as many as it takes to be judged.
PRIOR = 10
# Whatever lies below is nobody's concern, though everybody else lay lower still: shares of the
# reports, then distances in nats, evenness from 0 to 1, and reports. One canary may be a slip.
HARMLESS = {
    Measured.QUICK: 0.3,
    Measured.TALKS: 0.5,
    Measured.OUTCOMES: 0.4,
    Measured.DELAYS: 0.4,
    Measured.HOURS: 0.97,
    Measured.CANARIES: 1,
}
KINDS = {
    CallerCount.Kind.OUTCOME: [*Outcome.values],
    CallerCount.Kind.DELAY: [str(band) for band in range(len(DELAYS) + 1)],
    CallerCount.Kind.HOUR: [str(band) for band in Hours.values],
    CallerCount.Kind.CANARY: [""],
}
COLUMNS = [(kind, value) for kind, values in KINDS.items() for value in values]
EVERYBODY, KEPT_FOR = "review:everybody", 3600
RAISE = """
INSERT INTO calls_review AS review (volunteer_id, reasons) VALUES (%s, %s::varchar[])
ON CONFLICT (volunteer_id) WHERE state = 'open' DO UPDATE SET reasons = excluded.reasons
WHERE review.reasons <> excluded.reasons
"""


@dataclass(frozen=True)
class Everybody:
    """What one is compared with: `shares` {kind: parts}, `quantiles` {measure: (q1, q2, q3)}."""

    people: int
    shares: dict
    quantiles: dict

    def limit(self, measure) -> float:
        first, _, third = self.quantiles[measure]
        return max(third + 1.5 * (third - first), HARMLESS[measure])


@transaction.atomic
def raise_reviews() -> int:
    """Raise a review of each volunteer with a measure beyond its limit; how many are unusual.

    Reviews that are open learn their new reasons. A reason for which a review was closed raises no
    other as long as what was looked at may still be kept.
    """
    forget_reviews()
    volunteers, counts = gather()
    found = unusual(volunteers, counts)
    with connection.cursor() as cursor:
        for volunteer, reasons in sorted(found.items()):
            cursor.execute(RAISE, [volunteer, reasons])
    return len(found)


def old_reviews():
    """Closed as long ago as keys are kept, or open with nothing known of the reports any more."""
    known = CallerCount.objects.filter(caller_key__volunteer=OuterRef("volunteer"))
    is_baseless = Q(~Exists(known), state=Review.State.OPEN)
    return Review.objects.filter(is_baseless | Q(closed_on__lte=Now() - keys.KEPT))


def forget_reviews() -> int:
    """Delete them, and return how many."""
    return old_reviews().delete()[0]


def unusual(volunteers, counts) -> dict[int, list[str]]:
    """{volunteer's id: measures beyond their limits}, less what a moderator has seen before."""
    everybody = compare(counts)
    if everybody.people < PEOPLE:
        return {}
    measured = measures(counts, everybody.shares)
    is_beyond = {name: values > everybody.limit(name) for name, values in measured.items()}
    seen = _seen()
    found = {}
    for place in np.flatnonzero(np.any([*is_beyond.values()], axis=0) & _is_judged(counts)):
        volunteer = int(volunteers[place])
        reasons = {str(name) for name, beyond in is_beyond.items() if beyond[place]}
        if reasons - seen.get(volunteer, set()):
            found[volunteer] = sorted(reasons)
    return found


def why(volunteer) -> tuple[Everybody, dict, int]:
    """(everybody, {measure: the volunteer's value}, their reports), as they are now."""
    _, counts = gather(Q(caller_key__volunteer=volunteer))
    everybody = _lately()
    measured = measures(counts, everybody.shares) if len(counts) else {}
    own = {name: float(values[0]) for name, values in measured.items()}
    return everybody, own, int(_part(counts, CallerCount.Kind.OUTCOME).sum())


def gather(which=None) -> tuple[np.ndarray, np.ndarray]:
    """(ids of volunteers, counts (volunteers, COLUMNS)) of all keys that are kept.

    Those who are voided already are left out, unless it is asked for `which`.
    """
    rows = CallerCount.objects.filter(which or ~Exists(_voids()))
    rows = rows.order_by("caller_key__volunteer")
    found = rows.values_list("caller_key__volunteer", "kind", "value", "calls").iterator(5000)
    places = {column: n for n, column in enumerate(COLUMNS)}
    volunteers, counts = [], []
    for volunteer, theirs in groupby(found, key=lambda row: row[0]):
        counts.append(own := [0] * len(COLUMNS))
        volunteers.append(volunteer)
        for _, kind, value, calls in theirs:
            own[places[kind, value]] += calls
    return np.array(volunteers, int), np.array(counts, float).reshape(-1, len(COLUMNS))


def compare(counts) -> Everybody:
    """What is everybody's: shares in which each person counts once, quartiles of the measures."""
    counts = counts[_reports(counts) >= COUNTED]
    shares = {kind: _shares(_part(counts, kind)) for kind in KINDS}
    quantiles = {}
    if len(counts):
        for name, values in measures(counts, shares).items():
            quantiles[name] = tuple(np.quantile(values, (0.25, 0.5, 0.75)).tolist())
    return Everybody(len(counts), shares, quantiles)


def measures(counts, shares) -> dict[Measured, np.ndarray]:
    """Each measure of each volunteer; where nothing was counted, it is everybody's."""
    kind = CallerCount.Kind
    outcomes, delays = _part(counts, kind.OUTCOME), _part(counts, kind.DELAY)
    likely = {name: _likely(_part(counts, name), shares[name]) for name in KINDS}
    return {
        Measured.QUICK: likely[kind.DELAY][:, 0],
        Measured.TALKS: likely[kind.OUTCOME][:, Outcome.values.index(Outcome.TALKED)],
        Measured.OUTCOMES: distance(outcomes, shares[kind.OUTCOME]),
        Measured.DELAYS: distance(delays, shares[kind.DELAY]),
        Measured.HOURS: evenness(likely[kind.HOUR]),
        Measured.CANARIES: _part(counts, kind.CANARY)[:, 0],
    }


def distance(counts, shares) -> np.ndarray:
    """How far each row lies from `shares`, in nats: 0 is as everybody, or as chance may have it.

    The relative entropy (S. Kullback and R. A. Leibler, "On information and sufficiency", 1951),
    that is G / 2n of the G-test, less what n counts show by chance alone: (k - 1) / 2n with k
    categories (G. A. Miller, "Note on the bias of information estimates", 1955).
    """
    n = np.maximum(counts.sum(1, keepdims=True), 1)
    parts = counts / n
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(counts > 0, parts * np.log(parts / shares), 0)
    return np.maximum(terms.sum(1) - (len(shares) - 1) / (2 * n[:, 0]), 0)


def evenness(counts) -> np.ndarray:
    """1 where all categories are alike, 0 where there is but one.

    Pielou's: C. E. Shannon's entropy over the greatest that it can be (E. C. Pielou, "The
    measurement of diversity in different types of biological collections", 1966).
    """
    parts = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(parts > 0, -parts * np.log(parts), 0)
    return terms.sum(1) / np.log(counts.shape[1])


def _lately() -> Everybody:
    """What was everybody's within the last hour; without the cache, what is now."""
    try:
        return cache.get_or_set(EVERYBODY, lambda: compare(gather()[1]), KEPT_FOR)
    except RedisError:
        return compare(gather()[1])


def _seen():
    """{volunteer's id: reasons for which a review was closed}."""
    found = {}
    closed = Review.objects.exclude(state=Review.State.OPEN)
    for volunteer, reasons in closed.values_list("volunteer", "reasons"):
        found.setdefault(volunteer, set()).update(reasons)
    return found


def _voids():
    return Void.objects.filter(volunteer=OuterRef("caller_key__volunteer"))


def _is_judged(counts):
    # Whoever reports canaries as answered need not wait for anything else.
    hits = _part(counts, CallerCount.Kind.CANARY)[:, 0]
    return (_reports(counts) >= LEAST) | (hits > HARMLESS[Measured.CANARIES])


def _reports(counts):
    return _part(counts, CallerCount.Kind.OUTCOME).sum(1)


def _part(counts, kind):
    return counts[:, [n for n, (of, _) in enumerate(COLUMNS) if of == kind]]


def _shares(counts):
    # A little of everything, so that nothing is infinitely unusual.
    some = counts[counts.sum(1) > 0] + 0.01
    return (some / some.sum(1, keepdims=True)).mean(0) if len(some) else np.ones(counts.shape[1])


def _likely(counts, shares):
    """The shares of each row, as if PRIOR more had been as everybody's: else few tell too much.

    I. J. Good, "The Estimation of Probabilities", 1965: the mean of a Dirichlet posterior.
    """
    more = counts + PRIOR * shares
    return more / more.sum(1, keepdims=True)
