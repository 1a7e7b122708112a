"""One look at the whole pool while a storm rages: what must hold in every snapshot."""

from django.db import connection, transaction
from django.db.models import Count, Sum
from django.db.models.functions import Now

from calls.models import (
    Call,
    CountryTally,
    Draw,
    Ending,
    Fate,
    HourTally,
    PhoneNumber,
    RegionTally,
)

# Notes each number that became less strict, and the verb that did it: only an amendment may, and
# only of a draw since whose beginning nobody else has reported that number.
TRIGGER = """
CREATE TABLE IF NOT EXISTS storm_laxer (number bigint, verb text);
TRUNCATE storm_laxer;
CREATE OR REPLACE FUNCTION storm_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('storm.verb', true) = 'amend' AND NOT EXISTS (
        SELECT FROM calls_draw mine, calls_draw other
        WHERE mine.id::text = current_setting('storm.draw') AND other.id <> mine.id
            AND other.number_id = new.number AND other.reported_at >= mine.drawn_at
    ) THEN
        RETURN NULL;
    END IF;
    INSERT INTO storm_laxer
    VALUES (new.number, coalesce(current_setting('storm.verb', true), ''));
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER storm_note AFTER UPDATE ON calls_phonenumber
FOR EACH ROW WHEN (new.fate < old.fate) EXECUTE FUNCTION storm_note();
"""
AFTERWARDS = """
DROP TRIGGER IF EXISTS storm_note ON calls_phonenumber;
DROP FUNCTION IF EXISTS storm_note;
DROP TABLE IF EXISTS storm_laxer;
"""


@transaction.atomic
def looks(rows):
    """What is wrong in one snapshot of `rows` numbers, and the reports counted in four ways."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT DISTINCT verb FROM storm_laxer")
        laxer = cursor.fetchall()

    # A draw that somebody closed before its time is still believed in by its holder.
    unexpired = Draw.objects.filter(expires_at__gt=Now(), ending__in=("", Ending.EXPIRED))
    found = {
        "became less strict by": laxer,
        "rows gone or made": [] if PhoneNumber.objects.count() == rows else ["numbers"],
        "held by two": twice(unexpired, "number"),
        "holding two": twice(unexpired, "volunteer"),
        "finished, yet in an open draw": list(
            Draw.objects.open().filter(number__fate__gte=Fate.DONE).values_list("number")
        ),
    }
    return [f"{what}: {which[:3]}" for what, which in found.items() if which], report_counts()


def twice(draws, field):
    counted = draws.values(field).annotate(n=Count("pk")).filter(n__gt=1)
    return list(counted.values_list(field, flat=True))


def report_counts():
    """All reports, counted in four ways that must agree."""
    reported = Draw.objects.filter(version__gt=0)
    unforgotten = reported.filter(number__isnull=False).count()
    tallies = [
        unforgotten + (tally.objects.aggregate(n=Sum("calls"))["n"] or 0)
        for tally in (RegionTally, CountryTally, HourTally)
    ]
    return [reported.count() + Call.objects.count(), *tallies]
