"""Imports a list of numbers: it is read to its end, and then written."""

import csv
from collections.abc import Callable, Iterator

import numpy as np
from django.db.models import Sum

from calls import registry
from calls.files import DAMAGE, Refused, damaged, open_source
from calls.intake.counts import NAMED, Intake, tally
from calls.intake.numbers import Numbers
from calls.intake.ranges import INVALID, NO_RANGE, Ranges
from calls.intake.reading import in_column, in_lines
from calls.intake.rejecting import named, rejects
from calls.intake.rows import PIECE, gathered, sorted_rows
from calls.intake.spelling import NONE
from calls.intake.stored import stored_numbers
from calls.intake.writing import write
from calls.models import Region
from calls.models.pool import FIRST_NUMBER

# To look a number up in the pool takes as long as to read so many of its numbers in a row.
WORTH = 20


def import_pool(
    path,
    origin: str,
    column: str | None = None,
    rejected: str | None = None,
    batch: int = PIECE,
    progress: Callable = lambda *doing, **share: None,
) -> Intake:
    """Add the numbers in the list `path` ("-" for stdin) to the pool; says what became of each.

    `rejected` is the path of a new file for all lines that were turned away. Nothing is written
    before the list was read to its end. Then an empty pool takes all or nothing, any other batch
    by batch. To import a list again adds what is not there yet. Raises Refused.
    """
    intake = Intake.begin(origin)
    ranges = Ranges(registry.stored())
    with rejects(rejected) as reject:
        found = read(path, column, ranges, intake, reject, progress)
        intake.wanted = len(found)
        write(
            intake,
            lambda: sorted_rows(found, ranges),
            lambda: fresh_rows(found, ranges, batch, intake, progress),
            progress,
        )
    return intake


def read(path, column, ranges, intake, reject, progress) -> Numbers:
    """The numbers in the list that may be called."""
    found = Numbers()
    with open_source(path) as source:
        try:
            for numbers, lines in in_column(source, column) if column else in_lines(source):
                found.add(sort_out(numbers, lines, ranges, intake, reject))
                done, whole = source.part()
                progress("reading", intake.read, share=whole and done / whole)
        except csv.Error as error:
            raise Refused(f"{source.path} is no CSV file: {error}. Nothing was written.") from None
        except DAMAGE:
            raise Refused(f"{damaged(source.path)} Nothing was written.") from None
        except OSError as error:
            why = f"{source.path} can't be read: {error.strerror}."
            raise Refused(f"{why} Nothing was written.") from None
    intake.twice = intake.read - intake.turned_away - len(found)
    return found


def sort_out(numbers, lines, ranges, intake, reject):
    """Those of `numbers` that may be called; the others are counted and named."""
    answers = ranges.of(np.maximum(numbers, FIRST_NUMBER))
    answers[numbers == NONE] = INVALID
    is_bad = answers <= NO_RANGE
    intake.read += len(numbers)
    if is_bad.any():
        lines, codes = lines[is_bad], answers[is_bad]
        intake.turn_away(tally(codes))
        missing = NAMED - len(intake.bad)
        intake.bad += named(lines[:missing], codes[:missing])
        reject(lines, codes)
    return numbers[~is_bad]


def fresh_rows(found, ranges, batch, intake, progress) -> Iterator[np.ndarray]:
    """Rows of those `found` that were not in the pool when we looked, in batches."""
    size = Region.objects.aggregate(n=Sum("size"))["n"] or 0
    if len(found) * WORTH > size:
        for numbers, share in stored_numbers():
            found.discard(numbers)
            progress("looking for those that are there", share=share)
    intake.known = intake.wanted - len(found)
    intake.wanted = len(found)
    # A batch of each region would take more time than it takes to write few numbers.
    yield from gathered(sorted_rows(found, ranges, batch), batch)
