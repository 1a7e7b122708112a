"""Voiding: what is still known to be a volunteer's is taken out of what is trusted, and back in.

The raw tallies are never rewritten. A void is no suspension: who is voided goes on, and whatever of
theirs is settled meanwhile is void as well. Whether to pause them is decided apart, since a pause
is felt at once and a void is not.
"""

from django.db import connection, transaction

from calls.models import CallerKey, Review, Void, VoidedKey, VoidedTally
from volunteers.models import Today, Volunteer

VOID_KEYS = """
INSERT INTO calls_voidedkey (key, week)
SELECT key, week FROM calls_callerkey WHERE volunteer_id = %s ORDER BY key
"""
KNOWN = """
SELECT week, value AS outcome, counts.country, sum(calls) AS calls
FROM calls_callerkey JOIN calls_callercount AS counts ON caller_key_id = key AND kind = 'outcome'
WHERE volunteer_id = %s AND key IN (SELECT key FROM calls_voidedkey)
GROUP BY week, value, counts.country
ORDER BY week, value, counts.country
"""
TAKE_AWAY = f"""
INSERT INTO calls_voidedtally AS tally (week, outcome, country, calls)
SELECT week, outcome, country, -calls FROM ({KNOWN}) AS known
ON CONFLICT (week, outcome, country) DO UPDATE SET calls = tally.calls + excluded.calls
"""  # noqa: S608
GIVE_BACK = f"""
UPDATE calls_voidedtally AS tally SET calls = tally.calls + known.calls FROM ({KNOWN}) AS known
WHERE (tally.week, tally.outcome, tally.country) = (known.week, known.outcome, known.country)
"""  # noqa: S608


@transaction.atomic
def void(volunteer):
    """Void what is known to be theirs, and what will be; close their open review. True.

    A correction of each week, outcome and country is written beside the raw tallies, and the calls
    of their caller keys are left out of all evidence. False where they are void already, or gone.
    """
    if not _lock(volunteer) or Void.objects.filter(pk=volunteer.pk).exists():
        return False
    Void.objects.create(volunteer=volunteer)
    _run((VOID_KEYS, TAKE_AWAY), volunteer)
    _close(volunteer, Review.State.VOIDED)
    return True


@transaction.atomic
def undo(volunteer):
    """Believe them again: all is as if it had never been voided. True.

    What was voided under keys that are forgotten since can't be given back: it stays a correction
    without a person. False where nothing was void.
    """
    if not (_lock(volunteer) and Void.objects.filter(pk=volunteer.pk).delete()[0]):
        return False
    # All in one order, as those lock them who take away.
    list(VoidedTally.objects.select_for_update().order_by("pk"))
    _run((GIVE_BACK,), volunteer)
    VoidedTally.objects.filter(calls=0).delete()
    theirs = CallerKey.objects.filter(volunteer=volunteer)
    VoidedKey.objects.filter(key__in=theirs.values("key")).delete()
    return True


def close_as_fine(review):
    """Nothing is wrong with these reports. False where the review had been closed before."""
    return _close(review.volunteer, Review.State.FINE, pk=review.pk)


def is_void(volunteer):
    return Void.objects.filter(pk=volunteer.pk).exists()


def _lock(volunteer):
    """As strongly as erasing does: settling, which keeps them, comes before it or after it."""
    return Volunteer.objects.select_for_update().filter(pk=volunteer.pk).first()


def _close(volunteer, state, **which):
    review = Review.objects.filter(volunteer=volunteer, state=Review.State.OPEN, **which)
    return bool(review.update(state=state, closed_on=Today()))


def _run(statements, volunteer):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, [volunteer.pk])
