"""What an intake has come to."""

from collections import Counter
from dataclasses import dataclass, field

# As many bad lines are named; all are counted.
NAMED = 10
INVALID, NO_RANGE = "not a Russian mobile number", "in no range of the registry"


@dataclass
class Intake:
    """Every line read is counted once more under what became of it. Lines are never quoted."""

    # How many are to be added, where that is known beforehand.
    wanted: int | None = None
    read: int = 0
    added: int = 0
    known: int = 0
    suppressed: int = 0
    excluded: Counter = field(default_factory=Counter)
    no_range: int = 0
    invalid: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)

    def reject(self, line, reason):
        """Name the line by its number, as long as few have been."""
        if len(self.bad) < NAMED:
            self.bad.append((line, reason))
