"""Who works by the registry holds it: many at once, or a load alone, for one transaction each.

A row of the registry would do for a lock, but those who share a row may starve who wants it
alone; an advisory lock has a queue.
"""

import datetime

from django.db import connection

from calls.files import Refused
from calls.models import Registry

LOCK = 9_456_789
REPLACED = "The registry was loaded anew meanwhile: run this again."


def version() -> int:
    """Which registry is stored, 0 for none. Ask before you read the ranges."""
    return Registry.objects.values_list("version", flat=True).first() or 0


def loaded_on() -> datetime.date | None:
    """The day on which a registry was last loaded; None for a demo's own ranges."""
    return Registry.objects.values_list("loaded_on", flat=True).first()


def hold(known: int | None = None):
    """Until the end of the transaction no load replaces the ranges.

    Whoever read them in an earlier transaction says which `version` is `known`; raises Refused
    where it is no longer the one: a number in a range since excluded would be let in for good.
    """
    lock("pg_advisory_xact_lock_shared")
    if known is not None and known != version():
        raise Refused(REPLACED)


def hold_alone():
    """Until the end of the transaction nobody works by the ranges."""
    lock("pg_advisory_xact_lock")


def lock(function):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [LOCK])
