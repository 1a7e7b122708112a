"""Writes what was read or made into the pool, in the way that fits the pool."""

from collections.abc import Callable, Iterable

import numpy as np
from django.db import DatabaseError

from calls.files import Refused
from calls.intake import batches, replacing
from calls.intake.counts import Intake

Parts = Callable[[], Iterable[np.ndarray]]


def write(intake: Intake, whole: Parts, beside: Parts, progress: Callable):
    """Write the rows of `whole` into an empty pool, all or nothing; else those of `beside`.

    Each array of rows of `beside` is a batch. Raises Refused where the database fails.
    """
    kept = 0
    try:
        if replacing.fill(intake, whole, progress):
            return
        for rows in beside():
            batches.write(rows, intake)
            kept = intake.added
            progress("writing", kept, intake.wanted)
        intake.finish()
    except DatabaseError as error:
        # Its own message is not passed on: it may quote numbers.
        why = type(error).__name__
        raise Refused(f"The database failed ({why}). {said_of(kept)}") from None


def said_of(kept):
    if not kept:
        return "Nothing was written."
    return f"{kept:,} numbers were added and stay; running it again adds the rest."
