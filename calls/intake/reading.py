"""Reads a list: one number a line, or a column of a CSV file."""

import csv
from collections.abc import Iterator
from itertools import islice

import numpy as np

from calls.files import Refused, Source
from calls.intake.spelling import BLANK, NONE, numbers_in

DELIMITERS = ",;\t"
# Cells read at once.
CELLS = 50_000
# Numbers as `numbers_in` has them, none of them BLANK, and the line in the file of each.
Entries = tuple[np.ndarray, np.ndarray]


def in_lines(source: Source) -> Iterator[Entries]:
    """What stands in each line; blank ones are skipped."""
    read = 0
    for block in source.blocks():
        numbers = numbers_in(block)
        lines = np.arange(read + 1, read + 1 + len(numbers))
        read += len(numbers)
        is_there = numbers != BLANK
        yield numbers[is_there], lines[is_there]


def in_column(source: Source, column: str) -> Iterator[Entries]:
    """What stands in the named column; the delimiter is whichever the first line has most of."""
    texts = lines_of(source)
    header = next(texts)
    delimiter = max(DELIMITERS, key=header.count)
    names = [name.strip().casefold() for name in next(csv.reader([header], delimiter=delimiter))]
    if column.strip().casefold() not in names:
        # The names are not shown: without a header, they would be numbers.
        raise Refused(
            f"{source.path} has no column “{column}” in its first line ({len(names)} columns)."
        )
    cells = cells_of(texts, names.index(column.strip().casefold()), delimiter)
    while some := list(islice(cells, CELLS)):
        lines, found = zip(*some, strict=True)
        block = "\n".join(found) + "\n"
        numbers = numbers_in(block.encode("utf-8", "surrogateescape"))
        numbers[numbers == BLANK] = NONE
        yield numbers, np.array(lines)


def lines_of(source) -> Iterator[str]:
    """The lines without their ends, so that no cell has one in it."""
    for block in source.blocks():
        yield from block.decode("utf-8", "surrogateescape").split("\n")[:-1]


def cells_of(texts, at, delimiter) -> Iterator[tuple[int, str]]:
    reader = csv.reader(texts, delimiter=delimiter)
    for row in reader:
        if row:
            yield reader.line_num + 1, row[at] if at < len(row) else ""
