"""Forgetting: once a report is final it is counted, and its draw loses the number and the times."""

import datetime

from django.db import connection, transaction
from django.db.models import Case, F, Q, When
from django.db.models.functions import Now

from calls.models import DELAYS, Draw, Effect, Fate, PhoneNumber, SuppressedNumber
from calls.pool import canaries, keys
from calls.pool.batches import BATCH, CROWD, SQL, among, batches, drop, keep, lock, run
from calls.pool.reporting import AMENDABLE, LATE
from calls.pool.suppression import remember
from volunteers.models import Today

TALLY, FORGET = (SQL / "tally.sql").read_text(), (SQL / "forget.sql").read_text()
FORGETTABLE = AMENDABLE + datetime.timedelta(minutes=1)
# A sweep comes every five minutes, so that nothing is remembered for longer than a day.
AT_THE_LATEST = datetime.timedelta(hours=23)
# Settled nightly: a report that still waits for its crowd loses its volunteer within three days.
NAMED = datetime.timedelta(hours=44)
# Joins the numbers, so that they are locked with their draws.
NUMBERED = Q(number__fate__gte=Fate.LIVE)


def forget(limit=BATCH):
    """Empty final reports of number and times, once counted in the tallies; return how many.

    In batches of about `limit` draws, each one transaction and chosen at random from all that are
    final; of at least a crowd, unless one of them is nearly a day old, or its draw closed three
    days ago. Draws without a report are deleted when they can't get one any more. Safe to repeat,
    and beside another sweep.
    """
    drop_unreported(limit)
    called, checks = final().filter(posed_as=None), final().filter(posed_as__isnull=False)
    found = batches(called, limit, named(), "number", "effect", Today())
    forgotten = sum(_forget(batch) for batch in found)
    return forgotten + sum(_forget_checks(batch) for batch in batches(checks, limit, named()))


def final():
    """Draws whose report can't be amended any more, not yet forgotten."""
    return Draw.objects.filter(number__isnull=False, reported_at__lte=Now() - FORGETTABLE)


def unreported():
    """Draws that ended without a report three days ago, and can get none any more."""
    return Draw.objects.filter(version=0, closed_at__lte=Now() - LATE)


def drop_unreported(limit=BATCH):
    """Delete them, about `limit` in a transaction; return how many."""
    # Their numbers' rows keep the id of the transaction that locked them last, and so do the
    # volunteers': until somebody locks the number once more, that is the draw's in both.
    return drop(unreported(), limit, NUMBERED)


@transaction.atomic
def _forget(batch) -> int:
    keep(volunteer for _, volunteer, *_ in batch)
    _suppress(batch)
    drawn = lock(final().filter(NUMBERED), batch)
    if len(drawn) < CROWD and not Draw.objects.filter(_due(), among(Draw, drawn)).exists():
        return 0

    run(TALLY, drawn)
    numbers = {pk: number for pk, _, number, *_ in batch}
    _rewrite_numbers({numbers[pk] for pk in drawn})
    rewrite(drawn)
    return len(drawn)


@transaction.atomic
def _forget_checks(batch) -> int:
    """In no transaction of numbers that ring somebody: it writes of their volunteers.

    Nobody is called by them, so that no crowd must hide who drew them.
    """
    canaries.hold(volunteer for _, volunteer in batch)
    drawn = lock(final().filter(NUMBERED), batch)
    for judged in canaries.judge(pk for pk, volunteer in batch if volunteer and pk in drawn):
        if judged.is_hit:
            keys.hit(judged.volunteer, judged.week)
    rewrite(drawn)
    return len(drawn)


def _suppress(batch):
    """Keep the hashes of those who asked, before numbers are locked: `suppress` has this order."""
    asked = [number for _, _, number, effect, _ in batch if effect == Effect.SUPPRESSED]
    if asked:
        *_, today = batch[0]
        remember(asked, SuppressedNumber.Source.VOLUNTEER, f"calls {today}")


def _due():
    return Q(reported_at__lte=Now() - AT_THE_LATEST) | Q(closed_at__lte=Now() - LATE)


def _rewrite_numbers(numbers):
    """Write the rows once more, all in one transaction and in the order of the numbers themselves.

    By any other plan they would be gone through as they lie: in the order of their reports.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        PhoneNumber.objects.filter(among(PhoneNumber, numbers)).update(rest=F("rest"))
        cursor.execute("RESET enable_seqscan; RESET enable_bitmapscan")


def named():
    """The volunteer of a draw that still is to name one.

    The row of no other is locked: it would keep the id of the transaction that did, as the numbers
    and draws of that transaction do.
    """
    return Case(When(drawn_at__gt=Now() - NAMED, then="volunteer"))


def rewrite(drawn, unnamed="hour"):
    """Store these draws anew, emptied; once NAMED is over, without their volunteer.

    Those know but the `unnamed` ("hour" or "week") of their drawing.
    """
    run(FORGET, drawn, named=NAMED, unnamed=unnamed, delays=[*DELAYS])
