"""Imports a list of numbers: one a line, or a column of a CSV file."""

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import DatabaseError

from calls import registry
from calls.files import DAMAGE, Refused, open_text
from calls.intake.batches import BATCH, write
from calls.intake.counts import INVALID, NO_RANGE, Intake
from calls.intake.spelling import number_in
from calls.models import Exclusion

DELIMITERS = ",;\t"
Entry = tuple[int, str]  # line number in the file, and what stands there


def import_pool(
    path, column: str | None = None, batch: int = BATCH, progress: Callable = lambda intake: None
) -> Intake:
    """Add the numbers in the file `path` to the pool, a batch wholly or not at all.

    Importing a file again adds what is not there yet. Raises Refused: before anything is
    written, or where the file or the database broke, naming the last line that was dealt with.
    """
    lookup, intake = registry.Lookup(registry.stored()), Intake()
    with open_text(path, errors="surrogateescape") as file:
        entries = in_column(file, column, path) if column else in_lines(file)
        last = 0
        try:
            while some := list(islice(entries, batch)):
                take(some, lookup, intake)
                last = some[-1][0]
                progress(intake)
        except (*DAMAGE, csv.Error, OSError):
            raise Refused(f"{path} is damaged after line {last}. {kept_up_to(last)}") from None
        except DatabaseError as error:
            # Nor is the database's own message passed on: it quotes numbers.
            why = type(error).__name__
            raise Refused(f"The database failed ({why}). {kept_up_to(last)}") from None
    return intake


def kept_up_to(line):
    if not line:
        return "Nothing was written."
    return f"Everything up to line {line} was dealt with; running it again is safe."


def in_lines(file) -> Iterator[Entry]:
    return ((line, text) for line, text in enumerate(file, 1) if text.strip())


def in_column(file, column, path) -> Iterator[Entry]:
    """The entries of the named column; the delimiter is whichever the first line has most of."""
    header = next(file)
    delimiter = max(DELIMITERS, key=header.count)
    names = [name.strip().casefold() for name in next(csv.reader([header], delimiter=delimiter))]
    if column.strip().casefold() not in names:
        # The names are not shown: without a header, they would be numbers.
        raise Refused(f"{path} has no column “{column}” in its first line ({len(names)} columns).")
    return cells_of(file, names.index(column.strip().casefold()), delimiter)


def cells_of(file, at, delimiter) -> Iterator[Entry]:
    reader = csv.reader(file, delimiter=delimiter)
    for row in reader:
        if row:
            yield reader.line_num + 1, row[at] if at < len(row) else ""


def take(entries: Iterable[Entry], lookup, intake):
    """Sort out one batch, write it, and only then count it."""
    found, seen = [], Intake(bad=intake.bad.copy())
    for line, text in entries:
        seen.read += 1
        number = number_in(text)
        answer = lookup.of(number) if number else INVALID
        if type(answer) is int:
            found.append((number, answer))
        else:
            turn_away(seen, line, answer)
    written = write(found)
    count(intake, seen, written)


def turn_away(seen, line, answer):
    if answer is INVALID:
        seen.invalid += 1
        seen.reject(line, INVALID)
    elif answer is None:
        seen.no_range += 1
        seen.reject(line, NO_RANGE)
    else:
        seen.excluded[answer] += 1
        seen.reject(line, f"excluded: {Exclusion(answer).label}")


def count(intake, seen, written):
    intake.bad = seen.bad
    intake.excluded += seen.excluded
    for name in ("read", "no_range", "invalid"):
        setattr(intake, name, getattr(intake, name) + getattr(seen, name))
    for name in ("added", "known", "suppressed"):
        setattr(intake, name, getattr(intake, name) + getattr(written, name))
