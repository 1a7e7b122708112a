"""Every way in which one promise of the pool can be broken, and all that is then said of it."""

import datetime
import uuid

from django.db.models import F

from calls.models import HourTally, Region
from tests.calls.breaking import (
    DAYS,
    EXCLUDED,
    FIRST,
    LIVE,
    LONG_AGO,
    MONDAY,
    ago,
    all_of,
    correct,
    drawn,
    forget_more,
    keep_a_key,
    list_it,
    make_call,
    number,
    number_of,
    ring,
    same_holder,
    sql,
    suspend,
    without,
)
from tests.factories import move
from volunteers.models import Volunteer

MINUTE = datetime.timedelta(minutes=1)
THERE, VALID = "Each constraint and index is there.", "Each constraint and index is valid."
ON, KEY = "No foreign key is switched off.", "The do-not-call list was made under this key."
ENDING, TIMES = "A draw is closed by one ending.", "A draw's times follow each other."
HOUR, NAMES = "A forgotten draw is a report that knows its hour alone.", "What a draw names exists."
STRICT = "A number is as strict as its reports."
WEEKS = "Weeks begin on Mondays, days have 24 hours."
REPORTS, SIZE = "A volunteer's reports are counted.", "A region's size is its count of numbers."
RANGED, BOUNDS = "A live number is in a range.", "Every column is in its bounds."
ASKED, FORGOTTEN = (
    "Whoever asked not to be called is suppressed.",
    "A report is forgotten within a day.",
)

# What a developer, a moderator or a backup must answer.
LEFT = [
    ({THERE}, sql("DROP INDEX draw_open")),
    ({THERE}, without("draw_report_whole", "SELECT 1")),
    ({THERE}, sql("ALTER TABLE calls_region DROP CONSTRAINT calls_region_code_key")),
    (
        {VALID},
        sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'draw_open'::regclass"),
    ),
    (
        {VALID},
        without(
            "draw_report_whole",
            "ALTER TABLE calls_draw ADD CONSTRAINT draw_report_whole CHECK (true) NOT VALID",
        ),
    ),
    ({ON}, sql("ALTER TABLE calls_draw DISABLE TRIGGER ALL")),
    ({ON}, sql("ALTER TABLE calls_phonenumber DISABLE TRIGGER ALL")),
    ({KEY}, sql("DELETE FROM calls_suppressednumber WHERE source = 'key'")),
    (
        {THERE, "One open draw a number."},
        sql("DROP INDEX draw_one_holder", same_holder("number_id")),
    ),
    (
        {THERE, "One open draw a volunteer."},
        sql("DROP INDEX draw_one_each", same_holder("volunteer_id")),
    ),
    (
        {THERE, "Each draw keeps to draw_open_has_number."},
        without(
            "draw_open_has_number",
            "UPDATE calls_draw SET expires_at = NULL WHERE closed_at IS NULL",
        ),
    ),
    (
        {THERE, "Each draw keeps to draw_report_whole."},
        without("draw_report_whole", "UPDATE calls_draw SET effect = '' WHERE outcome = 'nobody'"),
    ),
    (
        {THERE, "Each draw keeps to draw_forgotten_wholly."},
        without(
            "draw_forgotten_wholly",
            "UPDATE calls_draw SET reported_at = drawn_at WHERE number_id IS NULL",
        ),
    ),
    ({ENDING}, drawn("open", ending="taken")),
    ({ENDING}, drawn("released", ending="")),
    ({ENDING}, drawn("released", ending="reported")),
    ({ENDING}, drawn("nobody", ending="expired")),
    ({TIMES}, drawn("open", drawn_at=ago(hours=-1), expires_at=ago(hours=-2))),
    ({TIMES}, drawn("released", closed_at=ago(hours=-1))),
    ({TIMES}, drawn("released", closed_at=ago(hours=1))),
    ({TIMES}, drawn("nobody", reported_at=ago(hours=-1))),
    ({TIMES}, drawn("nobody", reported_at=ago(hours=1))),
    ({TIMES}, drawn("released", expires_at=ago(hours=1))),
    ({"No draw lasts more than four hours."}, drawn("open", expires_at=ago(hours=-5))),
    ({HOUR}, drawn("forgotten", drawn_at=F("drawn_at") - MINUTE)),
    ({HOUR}, drawn("forgotten", closed_at=F("closed_at") + MINUTE)),
    ({HOUR}, drawn("forgotten", is_talking=True)),
    ({STRICT}, number_of("nobody", fate=0)),
    ({STRICT}, drawn("nobody", wrote_fate=None, effect="dead")),
    ({"The tallies count the same calls."}, all_of(HourTally, calls=F("calls") + 1)),
    (
        {"Every call is in the tallies."},
        lambda made: make_call(caller_key=uuid.uuid4(), week=MONDAY),
    ),
    ({WEEKS}, sql("UPDATE calls_regiontally SET week = week + 1")),
    ({WEEKS}, all_of(HourTally, hour=24)),
    ({REPORTS}, lambda made: Volunteer.objects.update(reports=0)),
    ({REPORTS}, forget_more),
    (
        {NAMES},
        sql(
            "ALTER TABLE calls_draw DISABLE TRIGGER ALL",
            "UPDATE calls_draw SET edition_id = 0 WHERE outcome = 'nobody'",
            "ALTER TABLE calls_draw ENABLE TRIGGER ALL",
        ),
    ),
    (
        {THERE, "A number has one row.", SIZE},
        sql(
            "ALTER TABLE calls_phonenumber DROP CONSTRAINT calls_phonenumber_pkey CASCADE",
            f"INSERT INTO calls_phonenumber SELECT * FROM calls_phonenumber WHERE number = {LIVE}",
        ),
    ),
    (
        {THERE, BOUNDS},
        sql(
            "ALTER TABLE calls_phonenumber DROP CONSTRAINT phonenumber_in_bounds",
            f"UPDATE calls_phonenumber SET ticket = -1 WHERE number = {LIVE}",
        ),
    ),
    (
        {THERE, BOUNDS, RANGED},
        sql(
            "ALTER TABLE calls_phonenumber DROP CONSTRAINT phonenumber_possible",
            f"UPDATE calls_phonenumber SET number = 0 WHERE number = {LIVE}",
        ),
    ),
    ({"No number rests for more than 186 days."}, number(rest=32767)),
    ({"A demo has no number that could ring.", RANGED}, ring),
    (
        {THERE, "No two ranges overlap."},
        sql(
            "ALTER TABLE calls_range DROP CONSTRAINT range_no_overlap",
            "INSERT INTO calls_range (first, last, territory, exclusion) "
            f"VALUES ({FIRST + 9999}, {FIRST + 10000}, '', 'car')",
        ),
    ),
    ({RANGED}, number(number=FIRST + 10000)),
    (
        {"A number's region exists.", "A live number has its range's region.", SIZE},
        sql(
            "ALTER TABLE calls_phonenumber DISABLE TRIGGER ALL",
            f"UPDATE calls_phonenumber SET region_id = 998 WHERE number = {LIVE}",
            "ALTER TABLE calls_phonenumber ENABLE TRIGGER ALL",
        ),
    ),
]
# What has one right answer.
MENDED = [
    ({"A live number is in no excluded range."}, number(number=EXCLUDED)),
    ({"A live number has its range's region.", SIZE}, number(region=1)),
    ({"A finished number does not rest."}, number_of("asked", rest=7)),
    ({SIZE}, all_of(Region, size=11)),
    ({"No region is set aside for more than ten minutes."}, all_of(Region, dry_until=ago(days=-1))),
    ({"A finished number is lent to nobody."}, number_of("open", fate=2)),
    ({"Whoever is suspended holds no number."}, suspend),
    ({ASKED}, number_of("asked", fate=2)),
    ({"A number on the do-not-call list is suppressed."}, list_it),
    (
        {"A suppressed number is on the list, or will be once its report is forgotten."},
        number(fate=4),
    ),
]
LATE = [
    ({FORGOTTEN}, lambda made: move(made["nobody"], hours=26)),
    (
        {"A draw without a report is deleted in three days."},
        lambda m: move(m["released"], hours=74),
    ),
    ({"Expired draws are closed in an hour."}, lambda made: move(made["open"], hours=2)),
    (
        {"A report has no volunteer after three days."},
        drawn("forgotten", drawn_at=F("drawn_at") - DAYS, closed_at=F("closed_at") - DAYS),
    ),
    (
        {"A report waits for its crowd for four weeks at most."},
        drawn("forgotten", volunteer=None, drawn_at=LONG_AGO, closed_at=LONG_AGO),
    ),
    ({"A caller's key is forgotten 30 days after its week."}, keep_a_key),
]
# A load of the registry that was killed: told, and left to the next one.
UNFOLLOWED = [
    ({"The pool follows the registry."}, correct),
]
