"""Reads the whole pool once, in the order in which it lies, without an index."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import psycopg
from django.db import connection

# Pages read at once: some 185,000 rows, or 3 MB.
PAGES = 1000
# By columns: to fetch 40 million rows one by one would alone cost Python 20 seconds.
READ = """
SELECT string_agg(int8send(number), ''), string_agg(int2send(region_id), ''),
    string_agg(int2send(rest), ''), string_agg(int2send(ticket), ''), string_agg(int2send(fate), '')
FROM calls_phonenumber WHERE ctid >= %s::tid AND ctid < %s::tid
"""
SIZE = """
SELECT pg_relation_size('calls_phonenumber') / current_setting('block_size')::int
"""


@dataclass(frozen=True)
class Rows:
    """Some rows of the pool, as arrays of the same length."""

    number: np.ndarray
    region: np.ndarray
    rest: np.ndarray
    ticket: np.ndarray
    fate: np.ndarray

    def __len__(self):
        return len(self.number)


def rows(progress: Callable) -> Iterator[Rows]:
    """All rows that this transaction sees; `progress` gets how many, and their share.

    While some are looked at, the next ones are fetched.
    """
    with connection.cursor() as cursor:
        cursor.execute(SIZE)
        (pages,) = cursor.fetchone()
    starts, count = range(0, pages, PAGES), 0
    with psycopg.Cursor(connection.connection) as cursor, ThreadPoolExecutor(1) as other:
        coming = other.submit(_read, cursor, 0)
        for start in starts:
            found, coming = coming.result(), other.submit(_read, cursor, start + PAGES)
            yield found
            count += len(found)
            progress(count, share=min(1, (start + PAGES) / pages))
        coming.result()


def _read(cursor, start) -> Rows:
    bounds = f"({start},0)", f"({start + PAGES},0)"
    number, *rest = cursor.execute(READ, bounds, binary=True).fetchone()
    return Rows(
        np.frombuffer(number or b"", ">i8").astype(np.int64),
        *(np.frombuffer(column or b"", ">i2").astype(np.int16) for column in rest),
    )
