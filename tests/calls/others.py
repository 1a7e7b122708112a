"""Other sessions beside that of a test."""

import threading
import time

from django.db import connection, connections


def in_thread(act, *args):
    """Start `act` in another thread, with a connection of its own."""

    def run():
        try:
            act(*args)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def until_waiting(table):
    """Return once another session waits for a lock on the whole of `table`."""
    deadline = time.monotonic() + 20
    query = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(query, [table])
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")
