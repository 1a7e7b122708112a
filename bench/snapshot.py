"""Draws while somebody else looks at a snapshot for minutes: dead rows pile up, nobody waits."""

import random

from django.db import connection

from bench import crowd
from bench.harness import Bar, Report, p95
from bench.stage import connect
from calls import pool
from calls.models import Outcome
from volunteers.models import Volunteer

RATE, THREADS = 50, 8
OWN, HELD = 120.0, 600.0


def run(stage) -> Report:
    """Draw and report 50 times a second: before, for 10 minutes beside a snapshot, and after."""
    seconds = {"before": OWN, "beside": HELD, "after": OWN}
    if stage.is_small:
        seconds = dict.fromkeys(seconds, 2 * stage.seconds)
    people = iter(crowd.gather(int(RATE * sum(seconds.values())) + 1000))
    crowd.open_hours()
    found = {}
    found["before"] = evening(people, seconds["before"])
    with connect(stage.database) as other:
        other.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        other.execute("SELECT count(*) FROM calls_draw")
        found["beside"] = evening(people, seconds["beside"])
        other.execute("COMMIT")
    found["after"] = evening(people, seconds["after"])
    slow = {name: p95(latencies) for name, latencies in found.items()}
    worse = slow["beside"] / slow["before"]
    bar = Bar("draw p95 beside a snapshot of 10 min, against its own", worse, 2)
    return Report([bar], {"draw p95 ms": slow, "draws": {n: len(v) for n, v in found.items()}})


def evening(people, seconds) -> list[float]:
    """Milliseconds of each draw; it is reported a second later, so that the pool is written."""
    callers = [next(people) for _ in range(int(RATE * seconds))]
    held = {}

    def draw(n):
        held[n] = pool.draw(Volunteer.objects.get(pk=callers[n]))

    def report(n):
        if drawn := held.pop(n - RATE, None):
            pool.report(drawn, random.choice(list(Outcome)))

    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    return crowd.paced(draw, RATE, seconds, THREADS, afterwards=report)
