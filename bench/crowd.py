"""People for benchmarks, who may draw at any hour, and who come at a steady rate."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from calls import outlook
from calls.models import Region, Rules
from guidelines import library
from volunteers.addresses import pseudonym
from volunteers.models import Volunteer

# A row like the given one, `count` times, each with another id and pseudonym.
MULTIPLY = """
INSERT INTO volunteers_volunteer
SELECT (jsonb_populate_record(v, jsonb_build_object(
    'id', n, 'pseudonym', lpad(to_hex(n), 40, '0') || '@pseudonym.invalid'
))).*
FROM volunteers_volunteer v, generate_series(%(first)s::bigint, %(last)s::bigint) n
WHERE v.id = %(like)s
"""
CONFIRM = """
INSERT INTO guidelines_confirmation (volunteer_id, edition_id, confirmed_on)
SELECT n, %(edition)s, current_date FROM generate_series(%(first)s::bigint, %(last)s::bigint) n
"""


def gather(count: int) -> range:
    """The ids of `count` new volunteers who have read the live guidelines."""
    like = Volunteer.objects.create(
        pseudonym=pseudonym("first@example.org"), country="LT", language="en", rehearsed="whole"
    )
    first, last = like.pk + 1, like.pk + count
    known = {"first": first, "last": last, "like": like.pk, "edition": library.live().pk}
    with connection.cursor() as cursor:
        cursor.execute(MULTIPLY, known)
        cursor.execute(CONFIRM, known)
        cursor.execute("SELECT setval('volunteers_volunteer_id_seq', %s)", [last])
        cursor.execute("ANALYZE volunteers_volunteer, guidelines_confirmation")
    return range(first, last + 1)


def open_hours():
    """Let every region be called at any hour, each person as often as the rules can say."""
    Rules.objects.update(
        opens="00:00",
        weekend_opens="00:00",
        closes="23:59:59",
        shortest_loan=1,
        **{f"allowance_{level}": 500 for level in ("small", "new", "known", "proven")},
        **{f"pause_{level}": 0 for level in ("new", "known", "proven")},
        # Canaries are no calls, and would be missing in what is counted.
        **{f"checks_{level}": 0 for level in ("new", "known", "proven")},
    )
    # In the database of a benchmark alone: no region is about to close while it is measured.
    Region.objects.update(offsets=[noon()], dry_until=None)
    outlook.forget()


def noon() -> int:
    """The minutes east of UTC where it is noon now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 720 - (extract(epoch FROM now())::int %% 86400) / 60", [])
        return cursor.fetchone()[0]


def paced(act: Callable, rate: float, seconds: float, threads: int, afterwards=None) -> list[float]:
    """Call `act(n)` so many times a second; milliseconds from when each was due to its end.

    `afterwards(n)` follows each of them and is not measured.
    """
    taken, lock = iter(range(int(rate * seconds))), threading.Lock()
    # This thread's own would be missing among those that they share.
    connection.close()
    begun = time.perf_counter()

    def work(_) -> list[float]:
        found = []
        while True:
            with lock:
                n = next(taken, None)
            if n is None:
                connection.close()
                return found
            due = begun + n / rate
            time.sleep(max(0, due - time.perf_counter()))
            act(n)
            found.append((time.perf_counter() - due) * 1000)
            if afterwards:
                afterwards(n)

    with ThreadPoolExecutor(threads) as workers:
        return [latency for found in workers.map(work, range(threads)) for latency in found]
