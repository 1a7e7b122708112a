"""Rows of the pool as PostgreSQL's binary COPY takes them, made from numbers without a loop."""

from collections.abc import Iterable, Iterator

import numpy as np
from django.db import connection

from calls.intake.numbers import Numbers
from calls.intake.ranges import Ranges
from calls.pool.drawing import TICKETS

# The other columns have defaults.
COPY = "COPY {} (number, region_id, ticket) FROM STDIN WITH (FORMAT binary{})"
# Before each row stands the count of its columns, before each column its length.
ROW = np.dtype(
    [
        ("columns", ">i2"),
        ("number_bytes", ">i4"),
        ("number", ">i8"),
        ("region_bytes", ">i4"),
        ("region", ">i2"),
        ("ticket_bytes", ">i4"),
        ("ticket", ">i2"),
    ]
)
FIXED = {"columns": 3, "number_bytes": 8, "region_bytes": 2, "ticket_bytes": 2}
HEADER, TRAILER = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
# So many numbers are put in order at once; and so many rows are made, sent or committed.
PART, PIECE = 1_000_000, 100_000


def copy(cursor, table, parts, freeze=False):
    """Copy `parts`, each an array of rows, into `table`; `freeze` what nobody else has seen yet."""
    command = COPY.format(table, ", FREEZE" if freeze else "")
    # What fails at the end of a COPY is raised by psycopg behind Django's back.
    with connection.wrap_database_errors, cursor.copy(command) as copying:
        copying.write(HEADER)
        for rows in parts:
            copying.write(rows.tobytes())
        copying.write(TRAILER)


def rows_of(numbers, regions, tickets) -> np.ndarray:
    """Rows of ROW; each argument is an array, or what all rows have."""
    rows = np.empty(len(numbers), ROW)
    for name, value in FIXED.items():
        rows[name] = value
    rows["number"], rows["region"], rows["ticket"] = numbers, regions, tickets
    return rows


def shuffled_rows(numbers: np.ndarray, ranges: Ranges) -> np.ndarray:
    """Rows of `numbers` in random order with random tickets."""
    rng = np.random.default_rng()
    numbers = rng.permutation(numbers)
    return rows_of(numbers, ranges.of(numbers), rng.integers(TICKETS, size=len(numbers)))


def sorted_rows(found: Numbers, ranges: Ranges, piece: int = PIECE) -> Iterator[np.ndarray]:
    """Rows of all numbers of `found` that may be called, by region and ticket, in pieces.

    So lies the index, which is built in a quarter of the time when its rows come like that. Within
    a ticket the first row is drawn first: there the order is random, whatever the list's was.
    """
    rng = np.random.default_rng()
    for region, spans in ranges.by_region().items():
        count = sum(found.most_between(*span) for span in spans)
        parts, seed = -(-count // PART), rng.integers(1 << 62)
        for part in range(parts):
            numbers = of_part(found, spans, part, parts, seed)
            rng.shuffle(numbers)
            bounds = TICKETS * part // parts, TICKETS * (part + 1) // parts
            tickets = np.sort(rng.integers(*bounds, len(numbers), np.int16))
            for start in range(0, len(numbers), piece):
                some = slice(start, start + piece)
                yield rows_of(numbers[some], region, tickets[some])


def gathered(pieces: Iterable[np.ndarray], least: int) -> Iterator[np.ndarray]:
    """`pieces` put together to no fewer than `least` rows, but for the last ones."""
    waiting = []
    for rows in pieces:
        waiting.append(rows)
        if sum(map(len, waiting)) >= least:
            yield np.concatenate(waiting, dtype=ROW)
            waiting = []
    if waiting:
        yield np.concatenate(waiting, dtype=ROW)


def of_part(found, spans, part, parts, seed):
    """The numbers in `spans` that fall into one of the `parts`, by chance: by `seed` alone."""
    chance, numbers = np.random.default_rng(seed), []
    for span in spans:
        some = found.between(*span)
        numbers.append(some[chance.integers(parts, size=len(some), dtype=np.uint16) == part])
    return np.concatenate(numbers)
