"""How soon a trial of two openers tells a difference, looked at every day for 60 days.

Beside it, in the same trials, its limit: the ordinary interval at its best, looked at once, on the
last day. Whoever looks before can't have it. No database is asked, and no time is measured.
"""

import numpy as np

from bench import trials
from bench.harness import Bar, Report, figure
from bench.trials import Crowd, always_valid, ordinary
from calls.evidence.sequence import Plan

# Two openers, of whose answered calls three in ten are hits; some 5,500 are answered in 60 days.
CROWD = {"people": 300, "rate": 0.3}
GAINS = (0.0, 0.02, 0.04, 0.06, 0.08)
PLAN = Plan(openers=2, smallest=0.05, each=3.5)
TRIALS, AT_ONCE, FEW = 1000, 250, 50


def run(stage) -> Report:
    rng, count, raw = np.random.default_rng(stage.seed), FEW if stage.is_small else TRIALS, {}
    for gain in GAINS:
        name = f"{100 * gain:.0f} points"
        raw[name] = found = trial(gain, count, rng)
        said = ", ".join(f"{what} {figure(value)}" for what, value in found.items())
        print(f"  {name}: {said}", flush=True)
    none, six, eight = raw["0 points"], raw["6 points"], raw["8 points"]
    told = six["told"] / six["told by one look at the end"]
    soon = eight["answered calls until told"] / eight["answered calls in all"]
    bars = [
        Bar("trial of equal openers, watched for 60 days: told to differ", none["told"], 0.06),
        Bar("6 points told in 60 days, against one look at the end", told, 0.9, least=True),
        Bar("answered calls until 8 points are told, against all of 60 days", soon, 0.3),
    ]
    return Report(bars, raw)


def trial(gain: float, count: int, rng) -> dict[str, float]:
    """Parts of `count` trials, and medians; of calls until told, over those that were told."""
    crowd, until, watched, once, answered = Crowd(gain=gain, **CROWD), [], [], [], []
    for start in range(0, count, AT_ONCE):
        some = min(AT_ONCE, count - start)
        ways = {"project": always_valid(PLAN), "ordinary": ordinary}
        first, last = trials.watch(crowd, some, rng, **ways)
        until.extend(first["project"])
        watched.extend(np.isfinite(first["ordinary"]))
        once.extend(ordinary(last, (0, 1)))
        answered.extend(last.answered)
    told = np.isfinite(until)
    found = {
        "told": float(np.mean(told)),
        "told by one look at the end": float(np.mean(once)),
        "told by the ordinary interval, watched": float(np.mean(watched)),
        "answered calls in all": float(np.median(answered)),
    }
    if told.any():
        found["answered calls until told"] = float(np.median(np.array(until)[told]))
    return found
