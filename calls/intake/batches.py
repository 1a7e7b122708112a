"""Writes numbers beside those that are there, a batch wholly or not at all."""

from collections import Counter

import numpy as np
from django.db import connection, transaction
from django.db.models import F

from calls import registry
from calls.intake.counts import Intake, tally
from calls.intake.rows import copy
from calls.intake.suppressed import Suppressed
from calls.models import Region

# SHARE alone keeps out whoever is about to suppress a number, from our look at the hashes to
# our commit; this mode keeps out another batch as well, so that what is not in the pool when we
# look is not there when we write. Reading goes on.
LOCK = "LOCK TABLE calls_suppressednumber IN SHARE ROW EXCLUSIVE MODE"
# To insert a known number would wait for whoever holds its row.
KNOWN = "SELECT number FROM calls_phonenumber WHERE number = ANY(%s)"


@transaction.atomic
def write(rows: np.ndarray, intake: Intake):
    """Add those of `rows` whose numbers are neither in the pool nor suppressed, and count them."""
    registry.hold(intake.registry)
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
        fresh = rows[~known_among(cursor, rows["number"].astype(np.int64))]
        wanted = fresh[~Suppressed.now().among(fresh["number"])]
        copy(cursor, "calls_phonenumber", [wanted])
    grow(tally(wanted["region"]))
    intake.known += len(rows) - len(fresh)
    intake.suppressed += len(fresh) - len(wanted)
    intake.added += len(wanted)
    intake.keep()


def known_among(cursor, numbers):
    """Whether each of `numbers` is in the pool."""
    cursor.execute(KNOWN, [numbers.tolist()])
    return np.isin(numbers, np.array(cursor.fetchall(), np.int64))


def grow(gains: Counter):
    """Let regions grow by what they gained; they are no longer dry."""
    for pk, gain in sorted(gains.items()):
        Region.objects.filter(pk=pk).update(size=F("size") + gain, dry_until=None)
