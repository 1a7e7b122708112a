"""The volunteer's word on a draw, and what it may do to the number."""

import datetime

from django.db import transaction

from callrussia import rows
from calls import effects
from calls.models import Draw, Ending, Fate, Outcome, PhoneNumber
from calls.pool.suppression import close_open_draws, is_suppressed
from volunteers.models import Volunteer

AMENDABLE = datetime.timedelta(minutes=15)
LATE = datetime.timedelta(days=3)
COUNT = """
UPDATE volunteers_volunteer SET reports = reports + %s, talks = greatest(talks + %s, 0)
WHERE id = %s
"""
NUMBER = f"""
SELECT {rows.columns(PhoneNumber)} FROM calls_phonenumber WHERE number = %s FOR NO KEY UPDATE
"""  # noqa: S608
DRAW = f"""
SELECT {rows.columns(Draw)}, statement_timestamp(), coalesce(closed_at, expires_at),
    EXISTS (
        -- Others who hold the number, or have spoken of it since this draw began.
        SELECT FROM calls_draw other
        WHERE other.number_id = calls_draw.number_id AND other.id <> calls_draw.id
          AND (
              other.version > 0 AND other.reported_at >= calls_draw.drawn_at
              OR other.closed_at IS NULL AND other.expires_at > statement_timestamp()
          )
    )
FROM calls_draw WHERE id = %s
FOR UPDATE
"""  # noqa: S608
WRITE = """
WITH written AS (
    UPDATE calls_phonenumber SET fate = %(fate)s, rest = %(rest)s WHERE number = %(number)s
)
UPDATE calls_draw SET
    outcome = %(outcome)s, effect = %(effect)s, version = version + 1, ending = %(ending)s,
    length = %(length)s, felt = %(felt)s, opener_used_id = %(opener_used)s,
    wrote_fate = %(wrote_fate)s, wrote_rest = %(wrote_rest)s,
    -- An amendment leaves both as they are.
    closed_at = coalesce(closed_at, least(expires_at, statement_timestamp())),
    reported_at = coalesce(reported_at, statement_timestamp())
WHERE id = %(id)s AND version = %(version)s
"""


class TooLate(Exception):
    """The draw takes no report, or no amendment, any more; or it never was."""


@transaction.atomic
def report(drawn, outcome, talk=None):
    """Close the draw with `outcome` and rest or finish its number. True.

    A draw that ended without a report, in whatever way, still takes one for three days. Where a
    report stands already nothing is changed, whatever this one says: False. `talk` may hold
    `length`, `felt` and `opener_used`. Raises TooLate.
    """
    # To count is to lock; what turns out not to count is taken back.
    is_talk = int(outcome == Outcome.TALKED)
    rows.write(COUNT, [1, is_talk, drawn.volunteer_id])
    number, current = _lock(drawn)
    if current.version:
        rows.write(COUNT, [-1, -is_talk, drawn.volunteer_id])
        return False
    if number is None or current.now >= current.ended_at + LATE:
        raise TooLate

    _write(number, current, outcome, talk)
    return True


@transaction.atomic
def amend(drawn, version, outcome, talk=None):
    """Put another report in place of `version`, within 15 minutes of the first. True.

    False when another amendment came first: `version` is no longer the one that stands. Raises
    TooLate.
    """
    volunteer = Volunteer.objects.select_for_update(no_key=True).filter(pk=drawn.volunteer_id)
    list(volunteer.values_list("pk"))
    number, current = _lock(drawn)
    if number is None or not current.version or current.now >= current.reported_at + AMENDABLE:
        raise TooLate
    if current.version != version:
        return False

    moved = (outcome == Outcome.TALKED) - (current.outcome == Outcome.TALKED)
    if moved:
        rows.write(COUNT, [0, moved, drawn.volunteer_id])
    _write(number, current, outcome, talk)
    return True


def fate_before(number, drawn):
    """The fate from which a report of `drawn` starts, as far as the two rows tell.

    What the draw found, unless the number has changed since by another's word.
    """
    return drawn.found_fate if _is_as_left(number, drawn) else number.fate


def _is_as_left(number, drawn):
    """Whether `number` still is what `drawn` found or what its report made of it."""
    known = (drawn.found_fate, drawn.found_rest), (drawn.wrote_fate, drawn.wrote_rest)
    return (number.fate, number.rest) in known


def _lock(drawn):
    """The number and the draw as they stand now, locked; the number is None once forgotten."""
    number = rows.first(PhoneNumber, NUMBER, [drawn.number_id])
    current = rows.first(Draw, DRAW, [drawn.pk], "now", "ended_at", "is_claimed")
    if current is None:
        raise TooLate
    return (number if current.number_id else None), current


def _write(number, current, outcome, talk):
    before = (number.fate, number.rest)
    is_free = _is_as_left(number, current) and not _is_claimed(number, current)

    base = current.found_fate if is_free else number.fate
    effect = effects.effect_of(outcome, current.is_proven, base)
    fate, rest = effects.result(effect, base, effects.day_of(current.now))
    if not is_free:
        # Somebody else has spoken or is speaking: this word may only make it stricter.
        fate, rest = max(fate, before[0]), max(rest, before[1])
    effect = effects.EFFECTS.get(fate, effect)
    if current.posed_as_id:
        # Told as of any other number, but nothing that is said of it retires it.
        fate, rest = before[0], effects.rest_of_canary(effects.day_of(current.now))
    if fate >= Fate.DONE:
        rest = 0
    told = {
        "id": current.pk,
        "version": current.version,
        "number": number.pk,
        "fate": fate,
        "rest": rest,
        "outcome": outcome,
        "effect": effect,
        "ending": Ending.REPORTED,
        # What others had a hand in is not this draw's to take back.
        "wrote_fate": fate if is_free else None,
        "wrote_rest": rest if is_free else None,
    }
    rows.write(WRITE, told | _details(talk))
    # While this draw was open, there was no other.
    if fate >= Fate.DONE and current.closed_at:
        close_open_draws(number.pk, besides=current.pk)


def _is_claimed(number, current):
    """Whether another holds `number` or has spoken of it since, or its owner by another way."""
    is_suppressed_now = number.fate == Fate.SUPPRESSED and is_suppressed(number.pk)
    return current.is_claimed or is_suppressed_now


def _details(talk):
    talk = talk or {}
    return {
        "length": talk.get("length", ""),
        "felt": talk.get("felt", ""),
        "opener_used": talk.get("opener_used"),
    }
