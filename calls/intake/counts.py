"""What an intake has come to, and the row that keeps it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from django.db import connection
from django.db.models.functions import Now

from calls import registry
from calls.intake.ranges import EXCLUDED, INVALID, NO_RANGE
from calls.models import Import

# As many bad lines are named without a file for them; all are counted.
NAMED = 10
KEPT = ("read", "added", "known", "twice", "suppressed", "no_range", "invalid")


@dataclass
class Intake:
    """Every line read is counted once more under what became of it. Lines are never quoted."""

    origin: str
    begun_at: datetime
    # The version of the registry that it goes by.
    registry: int
    # The key of its row, once it has one.
    pk: int | None = None
    # How many may have to be added, as far as that is known.
    wanted: int = 0
    read: int = 0
    added: int = 0
    # In the pool already; more than once in the list.
    known: int = 0
    twice: int = 0
    suppressed: int = 0
    excluded: Counter = field(default_factory=Counter)
    no_range: int = 0
    invalid: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)

    @classmethod
    def begin(cls, origin):
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (now,) = cursor.fetchone()
        return cls(origin, now, registry.version())

    def keep(self, **more):
        """Write the counts into the row; within the transaction that wrote what they count."""
        counts = {name: getattr(self, name) for name in KEPT} | {"excluded": self.excluded.total()}
        row = Import(pk=self.pk, origin=self.origin, begun_at=self.begun_at, **counts, **more)
        row.save()
        self.pk = row.pk

    def finish(self):
        self.keep(finished_at=Now())

    @property
    def turned_away(self) -> int:
        """How many lines were turned away for what stands in them."""
        return self.invalid + self.no_range + self.excluded.total()

    def turn_away(self, answers: Counter):
        """Count lines by the `answers` of Ranges."""
        self.invalid += answers.pop(INVALID, 0)
        self.no_range += answers.pop(NO_RANGE, 0)
        self.excluded.update({EXCLUDED[code]: count for code, count in answers.items()})


def tally(values: np.ndarray) -> Counter:
    """How often each of `values` is among them."""
    each, counts = np.unique(values, return_counts=True)
    return Counter(dict(zip(each.tolist(), counts.tolist(), strict=True)))
