"""Who makes calls up: how many of them a review is raised of, and of how many who do not.

An honest crowd as the real one, and fabricators of three kinds, drawn anew by each seed from the
ranges of abuse.toml. Their counts lie in the real tables, and are reviewed and voided by the real
verbs. The random and the copycat dial nothing. The slow and careful dial everything: they are
expected to be missed, and it is shown how many are.
"""

import datetime
import tomllib
from pathlib import Path

import numpy as np
from django.db import connection
from django.utils import timezone

from bench import crowd
from bench.harness import Bar, Report
from calls import figures, review, voiding
from calls.models import DELAYS, CallerCount, CallerKey, Hours, HourTally, Outcome, Review
from volunteers.models import Volunteer

KNOWN = tomllib.loads((Path(__file__).parent / "abuse.toml").read_text())
KINDS = ("random", "copycat", "careful")
TRUNCATE = "TRUNCATE calls_callercount, calls_callerkey, calls_hourtally, calls_voidedtally, " + (
    "calls_voidedkey, calls_void, calls_review"
)
# Small: that it works.
ROUNDS = 10


def run(stage) -> Report:
    rng, rounds = np.random.default_rng(stage.seed), 1 if stage.is_small else ROUNDS
    people = crowd.gather(KNOWN["honest"]["people"] + KNOWN["fabricators"]["people"])
    found = {}
    for n in range(1, rounds + 1):
        for name, value in play(people, rng).items():
            found.setdefault(name, []).append(value)
        said = ", ".join(f"{name} {values[-1]:.3f}" for name, values in found.items())
        print(f"  round {n} of {rounds}, seed {stage.seed}: {said}", flush=True)
    bars = [
        *(
            Bar.over(f"{kind} fabricators reviewed", found[kind], 0.9, least=True)
            for kind in KINDS[:2]
        ),
        # Dialling everything they do what all do: no bar, but shown.
        Bar.over(
            "slow and careful fabricators reviewed, expected to be missed", found["careful"], 1
        ),
        Bar.over("honest volunteers reviewed", found["honest"], 0.01),
        Bar.over(
            "made-up calls still counted, of all that were dialled", found["made up after"], 0.01
        ),
    ]
    return Report(bars, {"seed": stage.seed, "parameters": KNOWN} | found)


def play(people: range, rng) -> dict[str, float]:
    """Fill the tables anew, review and void; parts of those of each kind, and of the calls."""
    with connection.cursor() as cursor:
        cursor.execute(TRUNCATE)
    made = gather(rng)
    fill(people, made)
    review.raise_reviews()
    raised = set(Review.objects.values_list("volunteer", flat=True))
    kinds = np.array([kind for kind, *_ in made])
    is_raised = np.array([pk in raised for pk in people])
    calls = np.array([outcomes.sum() for _, outcomes, *_ in made])
    is_dialled = np.isin(kinds, ("honest", "careful"))
    before = figures.public()["calls"]
    for volunteer in Volunteer.objects.filter(pk__in=raised):
        voiding.void(volunteer)
    after = figures.public()["calls"]
    parts = {kind: float(is_raised[kinds == kind].mean()) for kind in (*KINDS, "honest")}
    dialled = calls[is_dialled].sum()
    return parts | {
        "made up before": float(before / dialled - 1),
        "made up after": float(after / calls[is_dialled & ~is_raised].sum() - 1),
        # Worst: as if no moderator looked, and each review ended in a void.
        "dialled and voided": float(calls[is_dialled & is_raised].sum() / dialled),
    }


def gather(rng) -> list[tuple]:
    """(kind, outcomes, delays, hours) of each person, counts in the order of the bands."""
    honest, made_up = KNOWN["honest"], KNOWN["fabricators"]
    shares = [_shares([KNOWN["crowd"][outcome] for outcome in Outcome.values], rng)]
    shares += [_shares(KNOWN["crowd"][name], rng) for name in ("delays", "hours")]
    median = honest["calls"] * np.exp(-(honest["width"] ** 2) / 2)
    calls = np.ceil(median * rng.lognormal(0, honest["width"], honest["people"]))
    made = [("honest", *_honest(int(n), shares, rng)) for n in np.minimum(calls, honest["most"])]
    makers = {"random": _random, "copycat": _copycat, "careful": _careful}
    for n in range(made_up["people"]):
        kind = KINDS[n % len(KINDS)]
        made.append((kind, *makers[kind](made_up["reports"], shares, rng)))
    return made


def _honest(n, shares, rng):
    own = [rng.dirichlet(share * rng.uniform(*KNOWN["honest"]["alike"])) for share in shares]
    outcomes, delays, hours = (rng.multinomial(n, share) for share in own)
    slips = min(rng.binomial(n, rng.uniform(*KNOWN["honest"]["slips"])), delays.max())
    delays[delays.argmax()] -= slips
    delays[0] += slips
    return outcomes, delays, hours


def _random(n, shares, rng):
    known = KNOWN["fabricators"]["random"]
    k = len(Outcome.values)
    outcomes = rng.multinomial(n, rng.dirichlet(np.full(k, rng.uniform(*known["even"]) / k)))
    hours = rng.multinomial(n, np.full(len(Hours), 1 / len(Hours)))
    return outcomes, _bands(rng.uniform(*known["seconds"], n)), hours


def _copycat(n, shares, rng):
    known = KNOWN["fabricators"]["copycat"]
    pace = rng.uniform(*known["seconds"])
    seconds = pace * rng.normal(1, rng.uniform(*known["varies"]), n)
    return rng.multinomial(n, shares[0]), _bands(seconds), rng.multinomial(n, shares[2])


def _careful(n, shares, rng):
    outcomes, delays, hours = _honest(n, shares, rng)
    talked = Outcome.values.index(Outcome.TALKED)
    more = rng.uniform(*KNOWN["fabricators"]["careful"]["more_talks"]) - 1
    more = min(round(more * outcomes[talked]), outcomes[0])
    outcomes[talked] += more
    outcomes[0] -= more
    return outcomes, delays, hours


def fill(people: range, made):
    """One key for each, as settling leaves it, and the tallies by hour."""
    today = timezone.now().date()
    monday = today - datetime.timedelta(days=today.weekday())
    keys = CallerKey.objects.bulk_create(CallerKey(volunteer_id=pk, week=monday) for pk in people)
    counts, total = [], np.zeros(len(Outcome.values), int)
    for key, (_, outcomes, delays, hours) in zip(keys, made, strict=True):
        total += outcomes
        counts += _counts(key, "outcome", Outcome.values, outcomes, "LT")
        counts += _counts(key, "delay", range(len(delays)), delays)
        counts += _counts(key, "hour", Hours.values, hours)
    CallerCount.objects.bulk_create(counts, batch_size=2000)
    HourTally.objects.bulk_create(
        HourTally(hour=12, outcome=outcome, calls=calls)
        for outcome, calls in zip(Outcome.values, total.tolist(), strict=True)
    )


def _counts(key, kind, values, counts, country=""):
    return [
        CallerCount(caller_key=key, kind=kind, value=str(value), country=country, calls=int(n))
        for value, n in zip(values, counts, strict=True)
        if n
    ]


def _shares(ranges, rng):
    parts = np.array([rng.uniform(*ends) for ends in ranges])
    return parts / parts.sum()


def _bands(seconds):
    return np.bincount(np.searchsorted(DELAYS, seconds, "right"), minlength=len(DELAYS) + 1)
