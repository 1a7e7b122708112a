"""What a check found of one promise."""

from collections.abc import Callable
from dataclasses import dataclass, field

# As many broken rows are remembered to be mended; all are counted, and a second run mends more.
KEPT = 10_000
SHOWN = 3


@dataclass
class Finding:
    """A promise, how many rows break it, and what is to be done where any does.

    `rows` are keys of what is broken, for `mend`, which returns how many of them it repaired: it is
    there only where one answer alone is right. `examples` are for people: no number, unless masked.
    What is merely late waits for a task that has not run, and is not broken.
    """

    promise: str
    advice: str
    mend: Callable[[list], int] | None = None
    is_late: bool = False
    count: int = 0
    rows: list = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    mended: int = 0

    @property
    def is_broken(self) -> bool:
        return not self.is_late and self.count > self.mended

    def add(self, rows: list, show: Callable[[object], str]):
        """Count `rows`; the first of all are to be shown by `show`."""
        self.count += len(rows)
        self.rows += rows[: KEPT - len(self.rows)]
        self.examples += map(show, rows[: SHOWN - len(self.examples)])
