"""Where benchmarks play: the project's own servers, and databases copied from a finished one."""

import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlparse

import psycopg
from psycopg import sql


@dataclass(frozen=True)
class Stage:
    """What one run of a benchmark is given.

    `size` numbers are in a pool that was asked for, `rounds` rounds are run, each of `seconds`
    where a round is a time. A small stage shows that the benchmark works, not how fast.
    """

    name: str
    folder: Path
    size: int
    rounds: int
    seconds: float
    seed: int
    is_small: bool = False
    registry: Path | None = None

    @property
    def database(self) -> str:
        """The database that Django is connected to."""
        return urlparse(os.environ["DATABASE_URL"]).path[1:]

    @property
    def template(self) -> str:
        """The database with tables and the pool; copy it, never write to it."""
        return f"pool_{self.size}"

    @contextlib.contextmanager
    def copied(self, name: str, template: str | None = None):
        """A database of that name, copied from the finished pool, until the end of the block."""
        copy(name, template or self.template)
        try:
            yield name
        finally:
            drop(name)


def address(database: str) -> str:
    """DATABASE_URL for another database of the same server."""
    return re.sub(r"/[^/]*$", f"/{database}", os.environ["DATABASE_URL"])


def conninfo(database: str) -> dict[str, str]:
    """Where `database` is, as psycopg's keywords; names as pgbench's options have them."""
    url = urlparse(os.environ["DATABASE_URL"])
    return {
        "host": unquote(url.netloc.rpartition("@")[2]),
        "user": url.username,
        "dbname": database,
    }


def connect(database: str = "postgres") -> psycopg.Connection:
    return psycopg.connect(**conninfo(database), autocommit=True)


def exists(name: str) -> bool:
    with connect() as connection:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        return connection.execute(query, [name]).fetchone() is not None


def copy(name: str, template: str):
    """Copy a whole database, file by file: seconds for 40 million numbers."""
    drop(name)
    with connect() as connection:
        words = "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY"
        connection.execute(sql.SQL(words).format(sql.Identifier(name), sql.Identifier(template)))


def drop(name: str):
    with connect() as connection:
        words = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(words.format(sql.Identifier(name)))
