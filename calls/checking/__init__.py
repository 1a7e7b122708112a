"""Proves what every verb relies on and leaves behind, on the whole pool and beside live traffic."""

from collections.abc import Callable
from contextlib import contextmanager

from django.db import connection, transaction

from calls.checking import catalogue, counts, draws, reading
from calls.checking.findings import Finding
from calls.checking.numbers import Counted, Placed, Whole
from calls.checking.suppressed import Silenced, check_key
from calls.files import Refused

__all__ = ["Finding", "Refused", "check", "mend"]


def check(progress: Callable = lambda rows, share: None) -> list[Finding]:
    """What was found of each promise, in one snapshot, while others go on; changes nothing.

    `progress` is called with the rows of the pool read so far and their share of all.
    """
    with _snapshot():
        key = check_key()
        # Under another key the rows can't be held against the hashes.
        parts = [Whole(), Counted(), Placed(), *([] if key.count else [Silenced()])]
        found = [*catalogue.check(), key, *draws.check(), *counts.check()]
        for rows in reading.rows(progress):
            for part in parts:
                part.take(rows)
        return [*found, *(finding for part in parts for finding in part.findings())]


def mend(findings: list[Finding]):
    """Repair what has one right answer alone; each finding then says how many it was.

    Raises Refused under another key than that of the do-not-call list.
    """
    if check_key().count:
        raise Refused(
            "Nothing is mended under another SUPPRESSION_KEY than the list was made with."
        )
    # In the order in which they were found: sizes before numbers move to other regions.
    for finding in findings:
        if finding.count and finding.mend:
            mended = finding.mend(finding.rows)
            # A task does all that was late, though only some of it is remembered.
            finding.mended = finding.count if finding.is_late else mended


@contextmanager
def _snapshot():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
