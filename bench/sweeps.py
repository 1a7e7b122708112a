"""Reclaim, forget and settle of a million draws, and how long other draws take beside them."""

import itertools
import random
import resource
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

from django.db import connection

from bench import crowd, statements, sweep_rows
from bench.harness import Bar, Report, p95, ratios
from bench.pgbench import pgbench
from calls import pool
from calls.models import Call, Draw
from calls.pool import batches, forgetting, settling

MILLION, FEW = 1_000_000, 5_000
REPORTERS = 30_000
# Of others: so many draws a second, from so many connections.
RATE, CLIENTS = 100, 16
# Draws a second that each must reach, and the seconds of a slice: a million are seven or more.
SWEEPS = {"reclaim": (20_000, 2), "forget": (5_000, 8), "settle": (5_000, 3)}


class Sweep:
    """A verb in a thread of its own, that goes on from batch to batch only while it may.

    `rows` are the draws that it has dealt with, `longest` the seconds of its slowest batch.
    """

    def __init__(self, verb: Callable):
        self.verb, self.rows, self.longest, self.ended = verb, 0, 0.0, None
        self.may, self.rests = threading.Event(), threading.Event()

    def run(self):
        try:
            with (
                patch.object(forgetting, "batches", self.batches),
                patch.object(settling, "batches", self.batches),
            ):
                self.verb(self)
        finally:
            connection.close()
            self.ended = time.perf_counter()
            self.rests.set()

    def batches(self, *args):
        yield from self.paced(batches.batches(*args))

    def paced(self, each):
        for batch in each:
            if not self.may.is_set():
                self.rests.set()
                self.may.wait()
                self.rests.clear()
            begun = time.perf_counter()
            yield batch
            self.rows += len(batch)
            self.longest = max(self.longest, time.perf_counter() - begun)

    def slice(self, during: Callable) -> tuple[float, float]:
        """What `during` returns, beside the verb, and the draws a second that this dealt with."""
        before, begun = self.rows, time.perf_counter()
        self.may.set()
        found = during()
        self.may.clear()
        self.rests.wait()
        return found, (self.rows - before) / ((self.ended or time.perf_counter()) - begun)


def reclaim(sweep):
    for _ in sweep.paced(itertools.repeat(())):
        closed = pool.reclaim()
        sweep.rows += closed
        if not closed:
            return


VERBS = {
    "reclaim": reclaim,
    "forget": lambda sweep: pool.forget(),
    "settle": lambda sweep: pool.settle(),
}


def run(stage) -> Report:
    n = FEW if stage.is_small else MILLION
    people = crowd.gather(n + n // 5 + 10_000)
    crowd.open_hours()
    report, load = Report(), Load(stage, people[n:])
    sweep_rows.fill(sweep_rows.EXPIRED, stage.size, n, people[:n])
    measure("reclaim", stage, load, report)
    sweep_rows.fill(sweep_rows.REPORTED, stage.size, n, people[: min(n, REPORTERS)])
    for name in "forget", "settle":
        measure(name, stage, load, report)
    check(n)
    report.raw["memory MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return report


class Load:
    """Draws of others, at a steady rate."""

    def __init__(self, stage, people: range):
        self.database, self.script, self.drawn = stage.database, statements.draw(people), 0

    def __call__(self, seconds: float) -> float:
        """The p95 of so many seconds of them, in ms."""
        found = pgbench(self.database, self.script, CLIENTS, seconds, RATE, n=self.drawn)
        # Nobody draws twice, though one client may do more than its share.
        self.drawn += 2 * -(-found.count // CLIENTS)
        return p95(found.latencies)


def measure(name, stage, load, report):
    """Run the sweep to its end, slice by slice, and others' draws alone before or after each."""
    bar, seconds = SWEEPS[name]
    seconds = min(seconds, stage.seconds)
    found, sweep = {"alone": [], "beside": [], "a second": []}, Sweep(VERBS[name])
    before = sweep_rows.mebibytes()
    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(sweep.run)
        while not sweep.ended:
            for is_beside in random.sample([False, True], 2):
                if not is_beside:
                    found["alone"].append(load(seconds))
                elif not sweep.ended:
                    slow, rate = sweep.slice(lambda: load(seconds))
                    found["beside"].append(slow)
                    found["a second"].append(rate)
        running.result()
    print(f"  {name}: {len(found['beside'])} slices", flush=True)
    worse = ratios(found["beside"], found["alone"][: len(found["beside"])])
    report.bars += [
        Bar.over(f"{name}, draws a second", found["a second"], bar, least=True),
        Bar.over(f"draw p95 beside {name}, against its own", worse, 2),
    ]
    report.raw[name] = found | {
        "longest batch s": sweep.longest,
        "draws MiB before": before,
        "draws MiB after": sweep_rows.mebibytes(),
    }


def check(n):
    """Nothing is left that should have been swept, and nothing was swept that should not."""
    wrong = {
        "expired": Draw.objects.expired().count(),
        "reported": Draw.objects.filter(number__isnull=False, version__gt=0).count(),
        "calls and who waits": Call.objects.count() + Draw.objects.forgotten().count() - n,
    }
    if any(wrong.values()):
        raise RuntimeError(f"Swept wrongly: {wrong}")
