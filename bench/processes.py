"""What processes cost, as Linux counts it."""

import os
from pathlib import Path

from django.db import connection

TICKS = os.sysconf("SC_CLK_TCK")


def spent(web) -> dict[str, float]:
    """CPU seconds so far of us and our clients, of the site (a Child) and of the database."""
    own = os.times()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    known = stats()
    return {
        "clients": own.user + own.system,
        "web": family(web.process.pid, known),
        # Its first process is the parent of each that serves a connection.
        "database": family(int(known[backend][1]), known),
    }


def family(leader: int, known: dict) -> float:
    """CPU seconds of a process and its children, of those as well that have ended."""
    family = [s for pid, s in known.items() if leader in (pid, int(s[1]))]
    return sum(sum(map(int, s[11:15])) for s in family) / TICKS


def stats() -> dict[int, list[str]]:
    """{pid: the fields of proc_pid_stat(5) after the name: state, parent, …}."""
    found = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(file.parent.name)] = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue
    return found
