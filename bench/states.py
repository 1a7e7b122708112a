"""The pool as it may be some day: small, almost done, half resting, a region dry."""

import contextlib

from django.db import connection

from bench.stage import connect, copy, drop

FEW = 40_000
REWRITE = """
SET synchronous_commit = off;
CREATE TABLE aside (LIKE calls_phonenumber INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
INSERT INTO aside (number, region_id, rest, ticket, fate)
    SELECT number, region_id, {rest}, ticket, {fate} FROM calls_phonenumber {where};
TRUNCATE calls_phonenumber CASCADE;
ALTER TABLE calls_draw DROP CONSTRAINT {key};
DROP TABLE calls_phonenumber;
ALTER TABLE aside RENAME TO calls_phonenumber;
ALTER TABLE calls_phonenumber ADD CONSTRAINT calls_phonenumber_pkey PRIMARY KEY (number);
CREATE INDEX phonenumber_ready ON calls_phonenumber (region_id, rest, ticket) WHERE fate < 2;
ALTER TABLE calls_phonenumber ADD FOREIGN KEY (region_id) REFERENCES calls_region (id);
ALTER TABLE calls_draw ADD CONSTRAINT {key}
    FOREIGN KEY (number_id) REFERENCES calls_phonenumber (number) DEFERRABLE INITIALLY DEFERRED;
"""
TODAY = "(now() AT TIME ZONE 'UTC')::date - date '2026-01-01'"
KEY = """
SELECT conname FROM pg_constraint
WHERE conrelid = 'calls_draw'::regclass AND confrelid = 'calls_phonenumber'::regclass
"""
# Resting ones lie some days ahead, finished ones are out of the partial index.
STATES = {
    "40,000 numbers": {"where": f"ORDER BY random() LIMIT {FEW}"},
    "99.9 % done": {"fate": "(CASE WHEN random() < 0.999 THEN 2 ELSE fate END)::smallint"},
    "half resting": {
        "rest": f"(CASE WHEN random() < 0.5 THEN {TODAY} + 1 + floor(random() * 13) "
        "ELSE rest END)::smallint"
    },
}


@contextlib.contextmanager
def databases(stage, like: str):
    """{state: database}, each copied from `like` and rewritten; gone after the block."""
    made = {}
    # A database is copied only while nobody is in it.
    connection.close()
    connection.close_pool()
    try:
        for n, (state, change) in enumerate(STATES.items()):
            made[state] = f"bench_state_{n}"
            copy(made[state], like)
            rewrite(made[state], change)
        yield made
    finally:
        for database in made.values():
            drop(database)


def rewrite(database: str, change: dict):
    print(f"  making {database} …", flush=True)
    with connect(database) as session:
        (key,) = session.execute(KEY).fetchone()
        words = {"rest": "rest", "fate": "fate", "where": ""} | change
        for statement in REWRITE.format(key=f'"{key}"', **words).split(";\n"):
            if statement.strip():
                session.execute(statement)
        session.execute("VACUUM ANALYZE calls_phonenumber")


def sweep(database: str):
    """No draws, and nothing left for a checkpoint in the middle of a measurement."""
    with connect(database) as session:
        session.execute("TRUNCATE calls_draw")
        session.execute("CHECKPOINT")


def count_draws(database: str) -> int:
    with connect(database) as session:
        return session.execute("SELECT count(*) FROM calls_draw").fetchone()[0]


def rest(region: int, share: float):
    """Put that share of the region's numbers to rest, in Django's database."""
    query = f"""
        UPDATE calls_phonenumber SET rest = {TODAY} + 1 + floor(random() * 13)
        WHERE region_id = %s AND fate < 2 AND random() < %s
    """
    with connection.cursor() as cursor:
        cursor.execute(query, [region, share])
        cursor.execute("VACUUM ANALYZE calls_phonenumber")
