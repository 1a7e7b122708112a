"""A million draws that sweeps are to deal with, made by SQL: run out, or reported."""

from django.db import connection

from guidelines import library
from guidelines.models import Opener

# Numbers that lie anywhere in the pool and that nobody has ever called, in random order.
NUMBERS = """
    SELECT number
    FROM calls_phonenumber TABLESAMPLE BERNOULLI (least(100, 200.0 * %(n)s / %(size)s))
    WHERE fate = 0 AND rest = 0 AND NOT EXISTS (SELECT FROM calls_draw WHERE number_id = number)
    ORDER BY random() LIMIT %(n)s
"""
# Each volunteer may hold but one.
EXPIRED = f"""
INSERT INTO calls_draw (
    id, number_id, volunteer_id, drawn_at, expires_at, found_fate, found_rest,
    opener_id, edition_id, country, experience
)
SELECT
    gen_random_uuid(), number, %(first)s + row_number() OVER () - 1,
    now() - interval '1 hour' - ago, now() - ago, 0, 0, %(opener)s, %(edition)s, 'LT', '2-5'
FROM (SELECT number, interval '10 minutes' * random() AS ago FROM ({NUMBERS}) AS chosen) AS lent
"""
# What became of a hundred, and what the number was told of it. All were drawn more than a day ago
# and reported late, so that they are forgotten now and can be settled at once; but five in a
# hundred were drawn today: they wait.
REPORTED = f"""
WITH kind (upto, outcome, effect, fate, rests, is_proven) AS (VALUES
    (60, 'nobody', 'retry', 1, 7, false), (64, 'no_such_number', 'doubted', 1, 90, false),
    (66, 'no_such_number', 'dead', 3, 0, true),
    (71, 'no_calls_from_abroad', 'abroad', 0, 180, false),
    (86, 'ended', 'doubted', 1, 90, false), (91, 'ended', 'done', 2, 0, true),
    (97, 'talked', 'doubted', 1, 90, false), (99, 'talked', 'done', 2, 0, true),
    (100, 'asked_not_to', 'suppressed', 4, 0, false)
), lent AS MATERIALIZED (
    SELECT
        number,
        floor(100 * random()) AS place,
        %(first)s + floor(%(people)s * random())::int AS volunteer,
        CASE WHEN random() < 0.05 THEN interval '1 hour' ELSE interval '27 hours' END
            + interval '3 hours' * random() AS ago,
        ('{{DE,US,GE,IL,LT,PL,GB,KZ,LV,EE}}'::text[])[1 + floor(10 * random())::int] AS country
    FROM ({NUMBERS}) AS chosen
), told AS MATERIALIZED (
    SELECT lent.*, kind.*, CASE WHEN rests > 0 THEN
        (now() AT TIME ZONE 'UTC')::date - date '2026-01-01' + rests + number %% 7
    ELSE 0 END AS rest
    FROM lent, LATERAL (SELECT * FROM kind WHERE upto > place ORDER BY upto LIMIT 1) AS kind
), learned AS (
    UPDATE calls_phonenumber AS p SET fate = told.fate, rest = told.rest
    FROM told WHERE p.number = told.number
)
INSERT INTO calls_draw (
    id, number_id, volunteer_id, drawn_at, expires_at, closed_at, reported_at, ending,
    found_fate, found_rest, wrote_fate, wrote_rest, outcome, effect, version,
    opener_id, edition_id, country, experience, is_proven
)
SELECT
    gen_random_uuid(), number, volunteer, now() - ago, now() - ago + interval '30 minutes',
    now() - ago + interval '5 minutes', now() - interval '20 minutes', 'reported',
    0, 0, fate, rest, outcome, effect, 1, %(opener)s, %(edition)s, country, '2-5', is_proven
FROM told
"""


def fill(statement: str, size: int, n: int, people: range):
    """Make `n` draws of `people` in a pool of `size` numbers, and leave nothing to be written."""
    known = {"n": n, "size": size, "first": people[0], "people": len(people)}
    known |= {"edition": library.live().pk, "opener": Opener.objects.first().pk}
    with connection.cursor() as cursor:
        cursor.execute(statement, known)
        if cursor.rowcount < n:
            raise RuntimeError(f"The pool gave {cursor.rowcount:,} of {n:,} numbers.")
        for after in "ANALYZE calls_draw", "VACUUM calls_phonenumber", "CHECKPOINT":
            cursor.execute(after)


def mebibytes() -> dict[str, float]:
    """How much the draws and each of their indexes take."""
    query = """
        SELECT relname, pg_relation_size(oid) / 1048576.0 FROM pg_class
        WHERE oid = 'calls_draw'::regclass
            OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = 'calls_draw'::regclass)
    """
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name: round(float(size), 1) for name, size in cursor.fetchall()}
