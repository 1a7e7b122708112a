"""The keys of callers, and what is counted beside them: never more than of their calls is known."""

import datetime

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from calls.models import CallerCount, CallerKey
from calls.pool.batches import keep

KEPT = datetime.timedelta(days=7 + 30)
MAKE = """
INSERT INTO calls_callerkey (key, volunteer_id, week)
SELECT gen_random_uuid(), id, %(week)s FROM unnest(%(volunteers)s::bigint[]) AS volunteer (id)
ON CONFLICT DO NOTHING
"""
# Of those whose reports were voided each new key is void as well.
FOLLOW = """
INSERT INTO calls_voidedkey (key, week)
SELECT key, week FROM calls_callerkey JOIN calls_void USING (volunteer_id)
WHERE week = %(week)s AND volunteer_id = ANY(%(volunteers)s)
ORDER BY key
ON CONFLICT DO NOTHING
"""
HITS = """
INSERT INTO calls_callercount AS kept (caller_key_id, kind, value, country, calls)
SELECT key, 'canary', '', '', 1 FROM calls_callerkey
WHERE week = %(week)s AND volunteer_id = ANY(%(volunteers)s)
ORDER BY key
ON CONFLICT (caller_key_id, kind, value, country) DO UPDATE SET calls = kept.calls + 1
"""
LOCK = "LOCK TABLE calls_callerkey IN SHARE ROW EXCLUSIVE MODE"
STIR = """
WITH gone AS (DELETE FROM calls_callerkey WHERE volunteer_id = ANY(%s) RETURNING *)
INSERT INTO calls_callerkey (key, volunteer_id, week)
SELECT key, volunteer_id, week FROM gone ORDER BY key
"""


def make(volunteers, week):
    """See that each of these ids has a key of that week (its Monday); they are kept (`keep`)."""
    _run((MAKE, FOLLOW), volunteers, week)


def hit(volunteer, week):
    """Count that the volunteer of this id reported a canary, which rings nobody, as answered.

    Once for each report, in the transaction that forgets it, once `keep` keeps the volunteer;
    `week` is the Monday of the draw.
    """
    _run((MAKE, FOLLOW, HITS), [volunteer], week)


@transaction.atomic
def stir():
    """Store all keys anew, in an order that tells nothing, and in no transaction of numbers."""
    volunteers = list(CallerKey.objects.order_by().values_list("volunteer", flat=True).distinct())
    keep(volunteers)
    with connection.cursor() as cursor:
        # Whoever counts hits locks their keys in another order than these lie.
        cursor.execute(LOCK)
        cursor.execute(STIR, [volunteers])
    CallerCount.objects.filter(kind=CallerCount.Kind.CANARY).update(calls=F("calls"))


def old_keys():
    """Keys of callers whose week ended 30 days ago, and with them what is counted beside them."""
    return CallerKey.objects.filter(week__lte=Now() - KEPT)


def forget_keys() -> int:
    """Forget whose they were, and return how many."""
    return old_keys().delete()[1].get(CallerKey._meta.label, 0)


def _run(statements, volunteers, week):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, {"volunteers": sorted(volunteers), "week": week})
