"""Rounds, bars and reports: what every benchmark is made of."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field


@dataclass
class Bar:
    """One promise: `value` against `bar`, which it must not exceed or, with `least`, reach.

    `spread` is the smallest and the greatest value of the rounds, where there were rounds.
    """

    name: str
    value: float
    bar: float
    unit: str = ""
    least: bool = False
    spread: tuple[float, float] | None = None

    @classmethod
    def over(cls, name: str, rounds: list[float], *args, **options) -> "Bar":
        """The bar of the median of `rounds`."""
        spread = min(rounds), max(rounds)
        return cls(name, median(rounds), *args, spread=spread, **options)

    @property
    def holds(self) -> bool:
        return self.value >= self.bar if self.least else self.value <= self.bar

    def as_dict(self) -> dict:
        return asdict(self) | {"holds": self.holds}

    def __str__(self):
        sign, word = "≥" if self.least else "≤", "holds" if self.holds else "BROKEN"
        rounds = f" of {'–'.join(map(figure, self.spread))}" if self.spread else ""
        limit = f"{sign} {figure(self.bar)} {self.unit}".rstrip()
        return f"{word:<7}{self.name}: {figure(self.value)}{rounds} ({limit})"


def figure(value: float) -> str:
    """Four digits of it, or all that stand before the point."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


@dataclass
class Report:
    """What a benchmark found: its bars, and every raw figure as JSON takes it."""

    bars: list[Bar] = field(default_factory=list)
    raw: dict = field(default_factory=dict)


def interleave(rounds: int, **contenders: Callable[[], float]) -> dict[str, list[float]]:
    """Run each contender once a round, in an order that changes, and print what it returned.

    Whatever else the machine does in these minutes, it does to all of them.
    """
    found = {name: [] for name in contenders}
    for n in range(1, rounds + 1):
        for name in random.sample(list(contenders), len(contenders)):
            value = contenders[name]()
            found[name].append(value)
            print(f"  round {n} of {rounds}  {name:<28}{value:>14,.3f}", flush=True)
    return found


def seconds_of(run: Callable[[], object]) -> float:
    """How long `run` takes, in seconds."""
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def median(values: list[float]) -> float:
    return statistics.median(values)


def ratios(values: list[float], limits: list[float]) -> list[float]:
    """Of each round, its value against its limit."""
    return [value / limit for value, limit in zip(values, limits, strict=True)]


def p95(values: list[float]) -> float:
    """The 95th percentile by nearest rank."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]
