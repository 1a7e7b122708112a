"""Everywhere that a demo may keep something: searched for marks, byte by byte."""

import re
import subprocess
from pathlib import Path

import psycopg
import redis

from callrussia.local import postgres

# Bytes of a page of WAL and of its header (xlog_internal.h): the first one of a file is longer.
PAGE, HEADER, FIRST_HEADER = 8192, 24, 40


class Places:
    """`folder` is the demo's own, `environment` what leads to its servers."""

    def __init__(self, folder, environment):
        self.folder, self.environment = folder, environment
        self.database = psycopg.connect(environment["DATABASE_URL"], autocommit=True)

    def with_marks(self, marks, since):
        """{place: names of the `marks` in it}; WAL counts from the segment `since`."""
        places = {
            "dump": self.dump(),
            "statistics": self.statistics(),
            "Valkey": self.valkey(),
            "logs": self.logs(),
            "WAL": self.wal(since),
        }
        return {place: names_in(text, marks) for place, text in places.items()}

    def dump(self):
        program = postgres.binaries() / "pg_dump"
        dumped = subprocess.run(
            [program, "--data-only", "--dbname", self.environment["DATABASE_URL"]],
            capture_output=True,
            check=True,
        )
        return dumped.stdout

    def tables_with(self, mark):
        """The tables whose dump has `mark`."""
        found, table = set(), ""
        for line in self.dump().splitlines():
            if line.startswith(b"COPY "):
                table = line.split()[1].decode().removeprefix("public.")
            if mark in line:
                found.add(table)
        return found

    def statistics(self):
        """What the planner has noted of the values in the columns."""
        return str(self.database.execute("SELECT s::text FROM pg_stats s").fetchall()).encode()

    def valkey(self):
        """All keys and values of all databases, of whatever kind."""
        readers = {
            b"string": lambda server, key: server.get(key),
            b"list": lambda server, key: server.lrange(key, 0, -1),
            b"set": lambda server, key: server.smembers(key),
            b"hash": lambda server, key: server.hgetall(key),
            b"zset": lambda server, key: server.zrange(key, 0, -1, withscores=True),
        }
        address, _, _ = self.environment["REDIS_URL"].partition("?")
        found = []
        for number in range(64):
            with redis.Redis.from_url(f"{address}?db={number}") as server:
                found += [
                    (key, readers[server.type(key)](server, key)) for key in server.scan_iter()
                ]
        return repr(found).encode()

    def logs(self):
        files = [*(self.folder / "log").iterdir(), *self.folder.glob("beat*")]
        return b"".join(file.read_bytes() for file in files)

    def segment(self):
        """The name of the WAL file that is written now."""
        asked = "SELECT pg_walfile_name(pg_current_wal_insert_lsn())"
        return self.database.execute(asked).fetchone()[0]

    def switch(self):
        """Begin a new WAL file, after all that has been written was taken into the tables."""
        self.database.execute("CHECKPOINT")
        self.database.execute("SELECT pg_switch_wal()")
        self.database.execute("CHECKPOINT")
        return self.segment()

    def wal(self, since):
        self.database.execute("SELECT pg_switch_wal()")
        folder = self.folder / "postgresql" / "pg_wal"
        until = self.segment()
        names = [
            file.name for file in Path(folder).iterdir() if re.fullmatch("[0-9A-F]{24}", file.name)
        ]
        # Files beyond the newest are old ones that lie ready for being written anew.
        written = sorted(name for name in names if since <= name < until)
        return b"".join(records((folder / name).read_bytes()) for name in written)


def records(segment):
    """A WAL file without the headers of its pages, any of which may cut a mark in two."""
    return b"".join(
        segment[start + (HEADER if start else FIRST_HEADER) : start + PAGE]
        for start in range(0, len(segment), PAGE)
    )


def names_in(text, marks):
    return {name for name, mark in marks.items() if mark in text}
