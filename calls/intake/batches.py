"""Writes numbers into the pool, a batch wholly or not at all."""

from collections import Counter
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from calls.models import PhoneNumber, Region, SuppressedNumber
from calls.pool.suppression import hash_of

BATCH = 100_000

# SHARE alone keeps out whoever is about to suppress a number, from our look at the hashes to
# our commit; this mode keeps out another batch as well, so that two imports of the same
# numbers never wait for each other. Reading goes on.
LOCK = "LOCK TABLE calls_suppressednumber IN SHARE ROW EXCLUSIVE MODE"
SUPPRESSED = "SELECT hash FROM calls_suppressednumber JOIN asked USING (hash)"
# Known numbers are left out before the insert, which would wait for whoever holds their rows.
# `ctid` is the order of arrival. Within one ticket the first written is drawn first, so what
# came range by range is written in random order.
ADD = """
WITH fresh AS (
    SELECT number, region FROM staged
    WHERE NOT EXISTS (SELECT FROM calls_phonenumber p WHERE p.number = staged.number)
    ORDER BY staged.ctid
    LIMIT %s
), added AS (
    INSERT INTO calls_phonenumber (number, region_id, rest, ticket, fate)
    SELECT number, region, 0, floor(random() * 32768)::smallint, 0 FROM fresh ORDER BY random()
    ON CONFLICT DO NOTHING
    RETURNING region_id
)
SELECT region_id, count(*) FROM added GROUP BY region_id
"""


@dataclass
class Written:
    """What became of the numbers of one batch."""

    added: int = 0
    known: int = 0
    suppressed: int = 0


@transaction.atomic
def write(batch: list[tuple[int, int]], most: int | None = None) -> Written:
    """Add the (number, region id) pairs that are neither in the pool nor suppressed.

    With `most`, the first so many of these. Their regions grow by them, and are no longer dry.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
        suppressed = suppressed_of(cursor, batch)
        wanted = [pair for pair in batch if pair[0] not in suppressed] if suppressed else batch
        gains = add(cursor, wanted, most)
    grow(gains)
    away = suppressed - known_of(suppressed)
    written = Written(added=gains.total())
    written.suppressed = sum(number in away for number, _region in batch) if away else 0
    written.known = len(batch) - written.added - written.suppressed
    return written


def suppressed_of(cursor, batch) -> set[int]:
    """The numbers of `batch` that nobody may call again."""
    # Most campaigns begin with none: then a million hashes are saved.
    if not SuppressedNumber.objects.exclude(source=SuppressedNumber.Source.KEY).exists():
        return set()
    hashes = {hash_of(number): number for number, _region in batch}
    with staged(cursor, "asked (hash bytea)", map("\\\\x{}\n".format, map(bytes.hex, hashes))):
        cursor.execute(SUPPRESSED)
        return {hashes[bytes(found)] for (found,) in cursor}


def known_of(numbers):
    return set(PhoneNumber.objects.filter(pk__in=numbers).values_list("pk", flat=True))


def add(cursor, pairs, most) -> Counter:
    """Copy `pairs` in and add the new ones; returns how many each region gained."""
    lines = map("%d\t%d\n".__mod__, pairs)
    with staged(cursor, "staged (number bigint, region smallint)", lines):
        cursor.execute(ADD, [most])
        return Counter(dict(cursor.fetchall()))


@contextmanager
def staged(cursor, table, lines: Iterable[str]):
    """Copy `lines` into a table of this session that is gone afterwards."""
    name = table.partition(" ")[0]
    text = "".join(lines)
    cursor.execute(f"CREATE TEMPORARY TABLE {table}")
    with cursor.copy(f"COPY {name} FROM STDIN") as copy:
        copy.write(text)
    yield
    cursor.execute(f"DROP TABLE {name}")


def grow(gains):
    for region in Region.objects.filter(pk__in=gains).order_by("pk").select_for_update():
        Region.objects.filter(pk=region.pk).update(
            size=region.size + gains[region.pk], dry_until=None
        )
