"""The numbers that lie in the pool, read in the order in which they lie, without an index."""

from collections.abc import Iterator

import numpy as np
import psycopg
from django.db import connection

# Pages read at once: some 185,000 numbers.
PAGES = 1000
# One value: to fetch 40 million rows one by one would alone cost Python 20 seconds.
READ = "SELECT string_agg(int8send(number), '') FROM {} WHERE ctid >= %s::tid AND ctid < %s::tid"
SIZE = "SELECT pg_relation_size(%s) / current_setting('block_size')::int"


def stored_numbers(table: str = "calls_phonenumber") -> Iterator[tuple[np.ndarray, float]]:
    """All numbers in `table`, some at once, each time with the share of the table read so far."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        (pages,) = cursor.execute(SIZE, [table]).fetchone()
        for page in range(0, pages, PAGES):
            bounds = f"({page},0)", f"({page + PAGES},0)"
            (found,) = cursor.execute(READ.format(table), bounds, binary=True).fetchone()
            yield (
                np.frombuffer(found or b"", ">i8").astype(np.int64),
                min(1, (page + PAGES) / pages),
            )
