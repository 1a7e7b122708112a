"""The pool's twin: a table like it that is filled aside, without indexes, and then takes its place.

To build an index over millions of rows takes a fraction of the time of putting them in one by one.
"""

from django.db import connection

TWIN = "calls_intake.calls_phonenumber"
# What a twin would not have; and what only its owner may do.
IS_POSSIBLE = """
SELECT NOT EXISTS (SELECT FROM calls_phonenumber)
    AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = pool.oid AND NOT tgisinternal)
    AND pg_has_role(relowner, 'USAGE')
    AND has_database_privilege(current_database(), 'CREATE')
FROM pg_class AS pool WHERE oid = 'calls_phonenumber'::regclass
"""
MAKE = """
CREATE SCHEMA calls_intake;
CREATE TABLE calls_intake.calls_phonenumber (LIKE calls_phonenumber INCLUDING ALL EXCLUDING INDEXES)
"""
# Names may stay the same, since they live in another schema.
SETTINGS = """
SELECT format(
    'ALTER TABLE calls_intake.calls_phonenumber SET (%s)', array_to_string(reloptions, ', ')
)
FROM pg_class WHERE oid = 'calls_phonenumber'::regclass AND reloptions IS NOT NULL
UNION ALL
SELECT format(
    'GRANT %s ON calls_intake.calls_phonenumber TO %s%s',
    privilege_type,
    CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
    CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END
)
FROM pg_class, aclexplode(relacl)
WHERE oid = 'calls_phonenumber'::regclass AND grantee <> relowner
UNION ALL
SELECT format('COMMENT ON TABLE calls_intake.calls_phonenumber IS %L', obj_description(oid))
FROM pg_class WHERE oid = 'calls_phonenumber'::regclass
UNION ALL
SELECT format('ALTER TABLE calls_intake.calls_phonenumber OWNER TO %I', pg_get_userbyid(relowner))
FROM pg_class WHERE oid = 'calls_phonenumber'::regclass
"""
# Of the indexes only those that no constraint makes by itself.
INDEXES = """
SELECT format(
    'ALTER TABLE calls_intake.calls_phonenumber ADD CONSTRAINT %I %s',
    conname, pg_get_constraintdef(oid)
)
FROM pg_constraint WHERE conrelid = 'calls_phonenumber'::regclass AND contype IN ('p', 'u', 'x')
UNION ALL
SELECT replace(
    pg_get_indexdef(indexrelid),
    format(' ON %I.calls_phonenumber ', nspname),
    ' ON calls_intake.calls_phonenumber '
)
FROM pg_index
JOIN pg_class ON pg_class.oid = indrelid
JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE indrelid = 'calls_phonenumber'::regclass
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')
"""
# What refers to the pool has to let go of it, and then to take hold of its twin.
REFERRING = """
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
FROM pg_constraint WHERE confrelid = 'calls_phonenumber'::regclass
"""
MOVING = """
SELECT format('ALTER TABLE calls_intake.calls_phonenumber SET SCHEMA %I', nspname)
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE pg_class.oid = 'calls_phonenumber'::regclass
"""
FOREIGN_KEYS = """
SELECT format(
    'ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)
)
FROM pg_constraint
WHERE contype = 'f' AND 'calls_phonenumber'::regclass IN (confrelid, conrelid)
"""


def is_possible() -> bool:
    """Whether the pool is empty, and has nothing that its twin would lack."""
    ((answer,),) = rows(IS_POSSIBLE)
    return answer


def make():
    """Make the twin: all of the pool but its indexes and foreign keys."""
    execute([MAKE, *statements(SETTINGS)])


def indexes() -> list[str]:
    """The statements that give the twin its indexes."""
    return statements(INDEXES)


def take_place():
    """Let the twin be the pool; the caller has locked both out and found the pool empty."""
    referring, moving, foreign_keys = map(statements, (REFERRING, MOVING, FOREIGN_KEYS))
    execute([*referring, "DROP TABLE calls_phonenumber"])
    execute([*moving, "DROP SCHEMA calls_intake", *foreign_keys])


def statements(query):
    return [statement for (statement,) in rows(query)]


def rows(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def execute(all_of_them):
    with connection.cursor() as cursor:
        for statement in all_of_them:
            cursor.execute(statement)
