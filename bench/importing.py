"""Imports of 40 million lines, beside the bare COPY of their rows and the building of indexes."""

import contextlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from django.db import connection

from bench import lists
from bench.harness import Bar, Report, interleave, ratios, seconds_of
from bench.stage import address, connect, copy, drop
from calls.intake import rows, twin

FULL, MORE, RANGES = "importing_full", "importing_more", "importing_ranges"
READ = 1 << 22
EMPTY = """
TRUNCATE calls_phonenumber, calls_draw, calls_import;
UPDATE calls_region SET size = 0;
CHECKPOINT
"""
LAST = """
SELECT read, added, known, twice, suppressed, excluded, no_range + invalid AS bad
FROM calls_import ORDER BY id DESC LIMIT 1
"""
SIZE = "SELECT pg_total_relation_size('calls_phonenumber')::float / count(*) FROM calls_phonenumber"
OUT = "COPY calls_phonenumber (number, region_id, ticket) TO STDOUT (FORMAT binary)"


def run(stage) -> Report:
    bench = Bench(stage, lists.make(stage))
    try:
        bench.prepare()
        found = interleave(
            stage.rounds,
            limit=bench.limit,
            whole=bench.whole,
            generated=bench.generated,
            again=bench.again,
            new=lambda: bench.more(bench.lists.new),
            mixed=lambda: bench.more(bench.lists.mixed),
        )
    finally:
        for name in FULL, MORE, RANGES:
            drop(name)
    return report(stage, bench, found)


def report(stage, bench, found) -> Report:
    whole, few = found["whole"], f"{stage.size // lists.NEW:,}"
    bars = [
        Bar.over("import, against COPY and building indexes", ratios(whole, found["limit"]), 1.5),
        Bar.over("generating as many, against import", ratios(found["generated"], whole), 1),
        Bar.over("the same list again, against import", ratios(found["again"], whole), 0.5),
        Bar.over(f"a list of {few} new numbers", found["new"], 60, "s"),
        Bar.over(f"{few} new numbers in the whole list", found["mixed"], 60, "s"),
        Bar("memory of an import", bench.peak, 300, "MiB"),
        Bar("a number, its indexes included", bench.bytes, 85, "bytes"),
    ]
    return Report(bars, {"seconds": found})


class Bench:
    """Each contender returns its seconds, and proves by its counts that it did its work."""

    def __init__(self, stage, made):
        self.stage, self.lists, self.peak = stage, made, 0.0
        self.rows = stage.folder / "rows.bin"

    def prepare(self):
        """Keep a pool that has the whole list, its rows as a file, and a registry to generate from.

        That one has no exclusions: the four codes have but 40 million numbers.
        """
        # A database that somebody is in can't be copied.
        connection.close()
        connection.close_pool()
        copy(RANGES, self.stage.database)
        if self.stage.registry:
            execute(RANGES, "DELETE FROM calls_range")
            self.manage(RANGES, "load_registry", self.stage.registry)
        else:
            execute(RANGES, "UPDATE calls_range SET exclusion = ''")
        self.whole()
        copy(FULL, self.stage.database)
        with connect(FULL) as full, self.rows.open("wb") as file:
            (self.bytes,) = full.execute(SIZE).fetchone()
            with full.cursor().copy(OUT) as copying:
                file.writelines(copying)

    def limit(self) -> float:
        """COPY the rows, in the order in which the import writes them, and build the indexes."""
        execute(self.stage.database, EMPTY)
        with connect(self.stage.database) as limit:
            seconds = seconds_of(lambda: self.load(limit))
        execute(self.stage.database, "DROP SCHEMA calls_intake CASCADE")
        return seconds

    def load(self, limit):
        statements = [statement for (statement,) in limit.execute(twin.INDEXES)]
        with limit.transaction(), limit.cursor() as cursor:
            cursor.execute(twin.MAKE)
            with (
                cursor.copy(rows.COPY.format(twin.TWIN, ", FREEZE")) as copying,
                self.rows.open("rb") as file,
            ):
                while some := file.read(READ):
                    copying.write(some)
            for statement in statements:
                cursor.execute(statement)

    def whole(self) -> float:
        execute(self.stage.database, EMPTY)
        return self.added(self.stage.database, self.lists.whole, {})

    def again(self) -> float:
        execute(FULL, "CHECKPOINT")
        known = self.lists.counts[self.lists.whole]["added"]
        return self.added(FULL, self.lists.whole, {"added": 0, "known": known})

    def more(self, path) -> float:
        copy(MORE, FULL)
        return self.added(MORE, path, {})

    def generated(self) -> float:
        execute(RANGES, EMPTY)
        words = "generate_pool", self.stage.size, "--seed", self.stage.seed
        seconds = self.manage(RANGES, *words)
        found = last(RANGES)
        assert found["added"] >= self.stage.size * (1 - 1 / lists.SUPPRESSED), found
        return seconds

    def added(self, database, path, other) -> float:
        """Import the list, and see that its lines were counted as they must be."""
        seconds = self.manage(database, "import_pool", path, "--origin", "ranges")
        found, expected = last(database), self.lists.counts[path] | {"bad": 0} | other
        assert found == expected, (found, expected)
        return seconds

    def manage(self, database, *words) -> float:
        """Run manage.py; its seconds include Python's start."""
        own = {"DATABASE_URL": address(database)}
        if self.stage.registry:
            own |= {"DEMO": "0", "DEBUG": "1"}
        command = [sys.executable, "manage.py", *map(str, words)]
        begun, quiet = time.perf_counter(), subprocess.DEVNULL
        child = subprocess.Popen(command, env=os.environ | own, stdout=quiet, stderr=quiet)
        while child.poll() is None:
            self.peak = max(self.peak, peak_of(child.pid))
            time.sleep(0.02)
        assert not child.returncode, command
        return time.perf_counter() - begun


def peak_of(pid) -> float:
    """The most memory in MiB that a process has taken so far; 0 for one that is no more.

    What wait4(2) says would count our own as well.
    """
    with contextlib.suppress(OSError):
        status = Path(f"/proc/{pid}/status").read_text()
        if found := re.search(r"VmHWM:\s*(\d+) kB", status):
            return int(found[1]) / 1024
    return 0.0


def execute(database, statements):
    with connect(database) as other:
        for statement in statements.split(";"):
            other.execute(statement)


def last(database) -> dict[str, int]:
    """The counts of the last import."""
    with connect(database) as other:
        cursor = other.execute(LAST)
        return dict(zip([c.name for c in cursor.description], cursor.fetchone(), strict=True))
