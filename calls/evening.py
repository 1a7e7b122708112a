"""What somebody did in the last hours, from the draws that are still known to be theirs."""

import datetime
from dataclasses import dataclass

from django.db.models import TextChoices
from django.db.models.functions import Now

from calls.models import Draw, Outcome

# Longer than any talk, and shorter than the night between two evenings.
LATELY = datetime.timedelta(hours=5)
# So long or so many: then the offer to stop is made.
LONG = datetime.timedelta(minutes=90)
MANY = 8
# More than anybody is lent in that time.
MOST = 60
# Forgotten draws know only their hour: on the average they began in the middle of it.
HALF_AN_HOUR = datetime.timedelta(minutes=30)


class Amount(TextChoices):
    """In words and never as a score."""

    NONE = "none"
    ONE = "one"
    SOME = "some"


@dataclass(frozen=True)
class Evening:
    """`calls` and `talks` as amounts; `regions` are those of numbers not yet forgotten.

    `now` is the database's time, or None where there was no draw.
    """

    calls: Amount
    talks: Amount
    regions: list
    is_long: bool
    now: datetime.datetime | None


def lately(volunteer) -> Evening:
    """The last five hours of `volunteer`. One query of at most 60 rows; nothing of it is kept."""
    drawn = Draw.objects.filter(volunteer=volunteer, drawn_at__gt=Now() - LATELY)
    drawn = drawn.select_related("number__region").annotate(now=Now()).order_by("-drawn_at")
    rows = list(drawn[:MOST])
    calls = [row for row in rows if row.outcome]
    talks = [row for row in calls if row.outcome == Outcome.TALKED]
    regions = {row.number.region for row in calls if row.number_id}
    sitting = max((row.now - _begun(row) for row in calls), default=datetime.timedelta())
    return Evening(
        calls=_amount(calls),
        talks=_amount(talks),
        regions=sorted(regions, key=lambda region: region.pk),
        is_long=len(calls) >= MANY or sitting > LONG,
        now=rows[0].now if rows else None,
    )


def _begun(row):
    return row.drawn_at if row.number_id else row.drawn_at + HALF_AN_HOUR


def _amount(rows):
    return (Amount.NONE, Amount.ONE, Amount.SOME)[min(len(rows), 2)]
