"""The plan of the draw's own statement, at a size where a wrong one would show."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from psycopg import sql

from calls import outlook, pool
from calls.models import Draw, PhoneNumber
from calls.pool import drawing
from guidelines import library
from tests.factories import make_caller, make_number, make_region

pytestmark = pytest.mark.django_db

ROWS, REGIONS, HELD, LATER = 100_000, 5, 100, 30_000
# Neighbours in the index lie apart in the table.
NUMBERS = """
INSERT INTO calls_phonenumber (number, region_id, ticket, rest, fate)
SELECT 79450000000 + n, ({regions})[1 + n % {count}], n % 32768 * 7919 % 32768, {rest}, {fate}
FROM generate_series(1, {rows}) n
"""
# Reported since yesterday.
DRAWS = """
INSERT INTO calls_draw (
    id, number_id, volunteer_id, drawn_at, expires_at, closed_at, reported_at, ending, outcome,
    effect, version, found_fate, found_rest, edition_id, country, experience
)
SELECT gen_random_uuid(), number, ({people})[1 + number % {count}], ago, ago, ago, ago, 'reported',
    'nobody', 'retry', 1, 0, 0, {edition}, 'LT', '1'
FROM (
    SELECT number, now() - interval '25 hours' + number % 86400 * interval '1 second' AS ago
    FROM calls_phonenumber ORDER BY number LIMIT 20000
) AS drawn
"""
STATES = {
    "fresh": {},
    "half of it resting": {"rest": f"n / {REGIONS} % 2 * {LATER}"},
    "99.9 % done": {"fate": "CASE WHEN n % 1009 = 0 THEN 0 ELSE 2 END"},
    "a region that rests": {"rest": f"CASE WHEN n % {REGIONS} = 0 THEN {LATER} ELSE 0 END"},
    "many held where it begins": {},
    # The planner knows nothing of them: so it is on the first evening.
    "before the first draw": {"is_drawn_from": False},
}


def fill(rest="0", fate="0", is_drawn_from=True):
    """A pool and the draws of a day, known to the planner; the region where it rests, if any."""
    regions, people = [make_region() for _ in range(REGIONS)], [make_caller() for _ in range(50)]
    values = {
        "regions": array("int", regions),
        "count": REGIONS,
        "rows": ROWS,
        "rest": rest,
        "fate": fate,
    }
    drawn = {"people": array("bigint", people), "count": 50, "edition": library.newest()}
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS.format(**values))
        cursor.execute("ANALYZE calls_phonenumber")
        if is_drawn_from:
            cursor.execute(DRAWS.format(**drawn))
            cursor.execute("ANALYZE calls_draw")
    return regions[0]


def array(kind, rows):
    return f"ARRAY{[row.pk for row in rows]}::{kind}[]"


def hold(region):
    """Let somebody hold each of the first numbers of `region`."""
    first = PhoneNumber.objects.filter(region=region).order_by("rest", "ticket")
    for number in first[:HELD]:
        Draw.objects.create(
            number=number,
            volunteer=make_caller(),
            expires_at=outlook.lately().awake[0].closes,
            edition_id=outlook.lately().edition,
            country="LT",
            experience="1",
        )


def plan(region, mode):
    """What the statement did, from the region's first ticket on, planned in this mode; undone."""
    known = outlook.fresh()
    (awake,) = (a for a in known.awake if a.region == region)
    terms = drawing.terms(make_caller(), known, awake, ticket=0)
    numbered = {name: f"${n}" for n, name in enumerate(terms, 1)}
    text = re.sub(r"%\((\w+)\)s", lambda found: numbered[found[1]], drawing.SQL)
    values = sql.SQL(", ").join(terms.values())
    run = sql.SQL("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE drawing({})").format(values)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL plan_cache_mode = force_{mode}_plan")
        cursor.execute(f"PREPARE drawing AS {text}")
        cursor.execute(run.as_string(connection.connection))
        found = cursor.fetchone()[0][0]["Plan"]
        cursor.execute("DEALLOCATE drawing")
        transaction.set_rollback(True)
    return found


def nodes(plan):
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


def facts(plan):
    """How the pool is read, by what its draws are looked up, what is sorted, how many are lent."""
    found = list(nodes(plan))
    read = {name: [] for name in ("calls_phonenumber", "calls_draw")}
    for node in found:
        if node.get("Relation Name") in read and node["Node Type"] != "ModifyTable":
            how = node.get("Index Cond") or node.get("Recheck Cond", "")
            how = how.lstrip("(").split(" ")[0]
            read[node["Relation Name"]].append((node["Node Type"], node.get("Index Name"), how))
    draws = {how for _kind, _name, how in read["calls_draw"]}
    sorts = [node["Node Type"] for node in found if "Sort" in node["Node Type"]]
    return read["calls_phonenumber"], draws, sorts, plan["Actual Rows"]


def cost(plan):
    """Pages read until a number was picked, and numbers stepped over."""
    (pick,) = (n for n in nodes(plan) if n.get("Subplan Name") == "CTE pick")
    over = sum(n.get("Rows Removed by Filter", 0) for n in nodes(pick))
    return pick["Shared Hit Blocks"] + pick["Shared Read Blocks"], over


@pytest.mark.parametrize("state", STATES)
def test_a_draw_is_one_scan_of_the_partial_index_that_reads_little(state):
    region = fill(**STATES[state])
    if "held" in state:
        hold(region)
    plans = [plan(region, mode) for mode in ("generic", "custom")]

    lent = 0 if "rests" in state else 1
    pool_read = [("Index Scan", "phonenumber_ready", "region_id")]
    expected = pool_read, {"number_id", "volunteer_id"}, [], lent
    assert [facts(p) for p in plans] == [expected] * 2
    pages, over = zip(*map(cost, plans), strict=True)
    assert max(pages) <= (HELD * 4 if "held" in state else 30)
    assert max(over) <= (HELD if "held" in state else 0)


def test_whether_a_region_has_some_is_asked_of_the_partial_index():
    region = fill(**STATES["a region that rests"])

    with CaptureQueriesContext(connection) as sent:
        assert not drawing._has_some(region)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sent[0]['sql']}")
        found = cursor.fetchone()[0][0]["Plan"]
    reads, _draws, sorts, _rows = facts(found)
    assert (reads, sorts) == ([("Index Scan", "phonenumber_ready", "region_id")], [])
    assert found["Shared Hit Blocks"] + found["Shared Read Blocks"] <= 12


def test_each_connection_plans_the_statement_once():
    for _ in range(15):
        make_number()
        pool.draw(make_caller())

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(generic_plans) FROM pg_prepared_statements "
            "WHERE statement LIKE 'WITH caller AS%'"
        )
        (generic,) = cursor.fetchone()
    assert generic >= 4
