"""An import into an empty pool puts another table in its place: nobody may see a difference."""

import pytest
from django.db import IntegrityError, connection

from calls.models import PhoneNumber, Region
from tests.calls.lists import MOSCOW, TOMSK, import_pool, load_registry, write

pytestmark = pytest.mark.django_db

CATALOG = {
    "table": """
        SELECT nspname, relkind, relpersistence, relrowsecurity, relreplident,
            pg_get_userbyid(relowner), reloptions, obj_description(pool.oid)
        FROM pg_class AS pool JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE pool.oid = 'calls_phonenumber'::regclass
    """,
    "privileges": """
        SELECT acl.* FROM pg_class, aclexplode(relacl) AS acl
        WHERE oid = 'calls_phonenumber'::regclass ORDER BY acl
    """,
    "columns": """
        SELECT attname, format_type(atttypid, atttypmod), attnotnull, attstorage, attidentity,
            pg_get_expr(adbin, adrelid), col_description(attrelid, attnum)
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid = 'calls_phonenumber'::regclass AND attnum > 0 ORDER BY attnum
    """,
    "indexes": """
        SELECT pg_get_indexdef(indexrelid), indisprimary, indisunique, indisvalid
        FROM pg_index WHERE indrelid = 'calls_phonenumber'::regclass ORDER BY 1
    """,
    "constraints": """
        SELECT conrelid::regclass::text, conname, contype, convalidated, condeferrable,
            condeferred, pg_get_constraintdef(oid)
        FROM pg_constraint
        WHERE 'calls_phonenumber'::regclass IN (conrelid, confrelid) ORDER BY 1, 2
    """,
}


def rows(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def catalog():
    return {name: rows(query) for name, query in CATALOG.items()}


def table():
    return rows("SELECT 'calls_phonenumber'::regclass::oid")


def test_all_of_the_catalog_is_as_it_was(tmp_path):
    load_registry()
    execute("GRANT SELECT ON calls_phonenumber TO PUBLIC")
    execute("GRANT SELECT, UPDATE ON calls_phonenumber TO pg_monitor WITH GRANT OPTION")
    execute("COMMENT ON TABLE calls_phonenumber IS 'the pool'")
    before, old = catalog(), table()

    import_pool(write(tmp_path, f"{MOSCOW}\n"))

    assert catalog() == before
    assert (table() == old, len(before["indexes"])) == (False, 2)
    assert rows("SELECT FROM pg_namespace WHERE nspname = 'calls_intake'") == []


def test_the_keys_that_hold_the_pool_hold_its_twin(tmp_path):
    load_registry()
    import_pool(write(tmp_path, f"{MOSCOW}\n"))

    PhoneNumber.objects.create(number=TOMSK, region_id=99_999, ticket=1)

    with pytest.raises(IntegrityError, match="violates foreign key constraint"):
        connection.check_constraints()


def test_the_planner_knows_the_twin_and_need_not_look_whether_its_rows_are_seen(tmp_path):
    load_registry()
    import_pool(write(tmp_path, "\n".join(map(str, range(MOSCOW, MOSCOW + 5000)))))

    ((count, visible),) = rows(
        "SELECT reltuples, relallvisible FROM pg_class WHERE oid = 'calls_phonenumber'::regclass"
    )
    ((used,),) = rows("SELECT count(DISTINCT (ctid::text::point)[0]) FROM calls_phonenumber")
    known = rows("SELECT attname FROM pg_stats WHERE tablename = 'calls_phonenumber'")

    assert (count, visible, len(known)) == (5000, used, 5)


def test_a_pool_that_is_not_empty_stays(tmp_path):
    load_registry()
    region = Region.objects.get(code="RU-TOM")
    PhoneNumber.objects.create(number=TOMSK, region=region, ticket=0)
    old = table()

    import_pool(write(tmp_path, f"{MOSCOW}\n"))

    assert (table(), PhoneNumber.objects.count()) == (old, 2)
