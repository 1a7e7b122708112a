"""Builds indexes, and says how far it is: the session that builds can't be asked meanwhile."""

import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection

EVERY = 2.0
# Its rows are read, then the sorted ones written.
SHARE = """
SELECT (coalesce(blocks_done::float / nullif(blocks_total, 0), 0)
    + coalesce(tuples_done::float / nullif(tuples_total, 0), 0)) / 2
FROM pg_stat_progress_create_index WHERE pid = %s
"""


def build(statements: list[str], table: str, progress: Callable):
    """Run `statements`, each of which makes an index of `table`, and then look how it is filled."""
    with connection.cursor() as cursor:
        for n, statement in enumerate(statements, 1):
            doing = f"building index {n} of {len(statements)}"
            progress(doing, share=0)
            with watched(doing, progress):
                cursor.execute(statement)
        # Or else the planner would know nothing of it until autovacuum comes by.
        cursor.execute(f"ANALYZE {table}")


@contextmanager
def watched(doing, progress):
    over, pid = threading.Event(), connection.connection.info.backend_pid
    watching = threading.Thread(target=watch, args=(pid, over, doing, progress))
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


def watch(pid, over, doing, progress):
    """Ask every two seconds in a session of its own, until it is `over`."""
    # No import fails because it can't be watched.
    with suppress(DatabaseError):
        while not over.wait(EVERY):
            with connection.cursor() as cursor:
                cursor.execute(SHARE, [pid])
                for (share,) in cursor:
                    progress(doing, share=share)
    connection.close()
