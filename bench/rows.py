"""What a campaign of years leaves behind, made by SQL: draws, calls, tallies, whoever asked."""

import psycopg
from django.db import connection

from bench import crowd
from calls.models import Region
from guidelines import library
from guidelines.models import Opener

# One in fifty banned or paused, one in five proven, a few reports each and many of a few.
VARY = """
UPDATE volunteers_volunteer SET
    country = ('{DE,US,GE,IL,LT,PL,GB,KZ,LV,EE}'::text[])[1 + id %% 10],
    reports = CASE WHEN id %% 50 = 0 THEN 200 ELSE id %% 7 END,
    talks = 1,
    standing = CASE WHEN id %% 50 = 0 THEN 'banned' ELSE 'active' END,
    is_active = id %% 50 <> 0,
    joined_on = current_date - (id %% 300)::int
WHERE id BETWEEN %(first)s AND %(last)s
"""
# The pages of the pool that they are taken from lie anywhere in it.
NUMBERS = """
SELECT number, row_number() OVER () AS n
FROM calls_phonenumber TABLESAMPLE SYSTEM (least(100, 400.0 * %(draws)s / %(size)s))
LIMIT %(draws)s
"""
# Of a hundred: 4 lent, 2 run out, 24 reported today, 10 without a report, 60 forgotten.
DRAWS = f"""
INSERT INTO calls_draw (
    id, number_id, volunteer_id, drawn_at, expires_at, closed_at, reported_at, ending,
    outcome, effect, version, opener_id, edition_id, country, experience, is_proven
)
SELECT
    gen_random_uuid(),
    CASE WHEN n %% 100 < 40 THEN number END,
    %(first)s + n %% (%(last)s - %(first)s),
    now() - age,
    CASE WHEN n %% 100 < 4 THEN now() + '1 hour' WHEN n %% 100 < 40 THEN now() - age + '1 min' END,
    CASE WHEN n %% 100 >= 6 THEN now() - age + '1 min' END,
    CASE WHEN n %% 100 BETWEEN 6 AND 29 THEN now() - age + '1 min' END,
    CASE WHEN n %% 100 < 6 THEN '' WHEN n %% 100 BETWEEN 30 AND 39 THEN 'expired'
         ELSE 'reported' END,
    CASE WHEN n %% 100 < 6 OR n %% 100 BETWEEN 30 AND 39 THEN '' ELSE 'nobody' END,
    CASE WHEN n %% 100 < 6 OR n %% 100 BETWEEN 30 AND 39 THEN '' ELSE 'retry' END,
    CASE WHEN n %% 100 < 6 OR n %% 100 BETWEEN 30 AND 39 THEN 0 ELSE 1 END,
    %(opener)s, %(edition)s, 'LT', '2-5', false
FROM ({NUMBERS}) AS lent, LATERAL (SELECT n %% 60000 * interval '1 second' + '1 min') AS since(age)
"""
CALLS = """
INSERT INTO calls_call (
    id, caller_key, week, outcome, length, felt, opener_id, edition_id, experience, is_proven
)
SELECT
    gen_random_uuid(), gen_random_uuid(), date '2026-01-05' - 7 * (n %% 52),
    ('{nobody,nobody,nobody,nobody,nobody,nobody,ended,ended,talked,asked_not_to}'::text[])
        [1 + n %% 10],
    CASE WHEN n %% 10 = 8 THEN '1-3' ELSE '' END,
    CASE WHEN n %% 10 = 8 THEN ('{warm,calm,hard,heavy}'::text[])[1 + n / 10 %% 4] ELSE '' END,
    %(opener)s, %(edition)s, ('{1,2-5,6-20,21-}'::text[])[1 + n / 7 %% 4], n %% 3 = 0
FROM generate_series(1, %(calls)s) AS n
"""
TALLIES = """
INSERT INTO calls_countrytally (country, day, calls)
SELECT chr(65 + c / 26) || chr(65 + c %% 26), current_date - d, 1 + c * d %% 90
FROM generate_series(0, 129) AS c, generate_series(0, least(365, %(calls)s / 100)) AS d;
INSERT INTO calls_hourtally (hour, outcome, calls)
SELECT h, o, 1 + %(calls)s / 50
FROM generate_series(0, 23) AS h, unnest('{nobody,ended,talked,asked_not_to}'::text[]) AS o
"""
SUPPRESSED = """
INSERT INTO calls_suppressednumber (hash, source, day, batch)
SELECT decode(md5(n::text), 'hex'), ('{page,volunteer,moderator}'::text[])[1 + b %% 3],
    current_date - b %% 400, 'batch ' || b
FROM generate_series(1, %(suppressed)s) AS n, LATERAL (SELECT n %% 3000) AS batch(b)
"""
HELP = """
INSERT INTO campaign_helprequest (message, reply_to, language, created_on, is_done)
SELECT CASE WHEN n %% 10 = 0 THEN repeat('Somebody was angry with me. ', 20) ELSE '' END, '',
    CASE WHEN n %% 3 = 0 THEN 'en' ELSE 'ru' END, current_date - n %% 300, n %% 10 > 0
FROM generate_series(1, %(requests)s) AS n
"""
# The admin notes whom it suspended.
NOTES = """
INSERT INTO django_admin_log (
    action_time, user_id, content_type_id, object_id, object_repr, action_flag, change_message
)
SELECT now() - n * interval '1 hour', %(last)s - n %% 5,
    (SELECT id FROM django_content_type WHERE model = 'volunteer'),
    %(first)s + n, '#' || n, 2, 'banned'
FROM generate_series(1, %(requests)s) AS n
"""
# As many as the real registry has.
RANGES = """
DELETE FROM calls_range;
INSERT INTO calls_range (first, last, region_id, territory, exclusion)
SELECT f, f + 1999, %(region)s, 'Test oblast', CASE WHEN n %% 40 = 0 THEN 'car' ELSE '' END
FROM generate_series(1, 17059) AS n, LATERAL (SELECT 79450000000 + n * 2000) AS begun(f)
"""
# Each as long as the first.
EDITIONS = """
INSERT INTO guidelines_edition
SELECT (jsonb_populate_record(e, jsonb_build_object('number', n, 'must_reread', false))).*
FROM guidelines_edition AS e, generate_series(e.number + 1, 60) AS n
WHERE e.number = (SELECT max(number) FROM guidelines_edition)
"""
FILLING = (VARY, DRAWS, CALLS, TALLIES, SUPPRESSED, HELP, NOTES, RANGES, EDITIONS)


def fill(size: int, volunteers: int, draws: int, calls: int) -> range:
    """Make so many rows beside a pool of `size` numbers; the ids of the volunteers made.

    Draws are fewer than volunteers: each may hold but one.
    """
    people = crowd.gather(volunteers)
    known = {
        "size": size,
        "draws": draws,
        "calls": calls,
        "suppressed": calls // 2,
        "requests": max(10, calls // 25),
        "first": people[0],
        "last": people[-1],
        "opener": Opener.objects.values_list("pk", flat=True).first(),
        "edition": library.live().pk,
        "region": Region.objects.values_list("pk", flat=True).first(),
    }
    connection.ensure_connection()
    # It writes the values into the text, which may then hold two statements.
    with psycopg.ClientCursor(connection.connection) as cursor:
        for statement in FILLING:
            cursor.execute(statement, known)
        cursor.execute("ANALYZE")
    return people
