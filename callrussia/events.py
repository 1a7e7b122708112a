"""Counts what the site's defences met; a flood of it must not become a flood of writes."""

import logging
import threading
import time
from collections import Counter

from django.db import Error, transaction

from callrussia import rows
from callrussia.models import SecurityEvent

logger = logging.getLogger(__name__)
Kind = SecurityEvent.Kind

# Of one kind and by one process.
SECONDS_BETWEEN_WRITES = 1
ADD = """
INSERT INTO callrussia_securityevent (kind, at, count)
VALUES (%s, date_trunc('hour', now(), 'UTC'), %s)
ON CONFLICT (kind, at) DO UPDATE SET count = callrussia_securityevent.count + EXCLUDED.count
"""
_lock = threading.Lock()
_waiting: Counter = Counter()
_written_at: dict[str, float] = {}


def note(kind: Kind):
    """Count one more. Never fails; written at once, or with others within a second or so."""
    with _lock:
        _waiting[kind] += 1
    write_waiting()


def write_waiting(**kwargs):
    """Write what has waited long enough. Called after each request, too: nothing waits for ever."""
    for kind in list(_waiting):
        if count := _take(kind):
            _add(kind, count)


def purge() -> int:
    """Remove what is older than fourteen days; returns how many rows."""
    return due().delete()[0]


def due():
    """The rows that `purge` would remove."""
    return SecurityEvent.objects.overdue()


def forget():
    """Begin anew, as a new process does."""
    with _lock:
        _waiting.clear()
        _written_at.clear()


def _take(kind):
    """How many of `kind` are to be written now."""
    with _lock:
        now = time.monotonic()
        if now - _written_at.get(kind, -SECONDS_BETWEEN_WRITES) < SECONDS_BETWEEN_WRITES:
            return 0
        _written_at[kind] = now
        return _waiting.pop(kind, 0)


def _add(kind, count):
    try:
        # A savepoint: whatever goes wrong here undoes nothing else.
        with transaction.atomic():
            rows.write(ADD, [kind, count])
    except Error:
        logger.warning("%d security events of the kind %s were not counted.", count, kind)
