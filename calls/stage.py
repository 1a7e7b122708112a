"""Where in its life a draw stands, by the database's clock: what its page shows and takes."""

import math

from django.db.models import TextChoices

from callrussia import rows
from calls import outlook
from calls.models import Draw, Ending, PhoneNumber
from calls.pool import AMENDABLE, LATE
from calls.pool.lending import UNDO

# Every page of a call and every act begins with it.
FIND = f"""
SELECT {rows.columns(Draw)}, region_id, fate, rest, statement_timestamp()
FROM calls_draw LEFT JOIN calls_phonenumber ON number = number_id
WHERE id = %s AND volunteer_id = %s
"""  # noqa: S608

UNREPORTED = f"""
SELECT {rows.columns(Draw)} FROM calls_draw
WHERE volunteer_id = %s AND version = 0
    AND (ending = %s OR closed_at IS NULL AND expires_at <= statement_timestamp())
    AND expires_at > statement_timestamp() - %s
ORDER BY drawn_at DESC LIMIT 1
"""  # noqa: S608


class Stage(TextChoices):
    """The value names the template that shows it."""

    OPEN = "drawn"
    RELEASED = "released"
    # Ended without a report, and still takes one.
    LATE = "report"
    REPORTED = "reported"
    CLOSED = "closed"


def find(pk, volunteer):
    """The volunteer's own draw with its number, region and `stage`; None for any other."""
    found = rows.first(Draw, FIND, [pk, volunteer.pk], "region_id", "fate", "rest", "now")
    if found is None:
        return None
    if found.number_id:
        found.number = PhoneNumber(
            number=found.number_id,
            region=outlook.region(found.posed_as_id or found.region_id),
            fate=found.fate,
            rest=found.rest,
        )
    found.stage = _stage(found)
    _describe(found)
    return found


def unreported(volunteer):
    """The volunteer's last draw that ran out without a report and still takes one, or None."""
    return rows.first(Draw, UNREPORTED, [volunteer.pk, Ending.EXPIRED, LATE])


def _stage(found):
    if found.number_id is None:
        return Stage.CLOSED
    if found.version:
        return Stage.REPORTED
    if found.closed_at is None and found.expires_at > found.now:
        return Stage.OPEN
    if found.now >= (found.closed_at or found.expires_at) + LATE:
        return Stage.CLOSED
    return Stage.RELEASED if found.ending == Ending.RELEASED else Stage.LATE


def _describe(found):
    stage, now = found.stage, found.now
    found.is_reportable = stage in (Stage.OPEN, Stage.RELEASED, Stage.LATE)
    found.amendable_until = found.reported_at and found.reported_at + AMENDABLE
    found.is_amendable = stage == Stage.REPORTED and now < found.amendable_until
    found.is_undoable = (
        stage == Stage.RELEASED and now < found.closed_at + UNDO and now < found.expires_at
    )
    found.is_taken = found.ending == Ending.TAKEN
    # All that a page may show of the number once the draw is over.
    found.last_two = f"{found.number_id % 100:02d}" if found.number_id else ""
    if stage == Stage.OPEN:
        found.seconds_left = math.ceil((found.expires_at - now).total_seconds())
        found.seconds_whole = math.ceil((found.expires_at - found.drawn_at).total_seconds())
