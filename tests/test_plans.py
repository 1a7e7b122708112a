"""No page of the admin reads the pool: each statement it sends finds single numbers by an index."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import rows
from bench.plans import POOL, Watch, faults, plan
from bench.walk import look_up, walk
from tests.factories import make_region, make_volunteer

DRAWS, SIZE, FIRST, UNKNOWN = "calls_draw", 200_000, 79450000000, 79489999999
NUMBERS = f"""
INSERT INTO {POOL} (number, region_id, rest, ticket, fate)
SELECT {FIRST} + n, %s, 0, n %% 32768, 0 FROM generate_series(1, {SIZE}) AS n
"""
READING = (
    f"SELECT * FROM {POOL} ORDER BY ticket LIMIT 1",
    f"SELECT count(*) FROM {POOL}",
    f"SELECT number FROM {POOL} ORDER BY number LIMIT 10000",
    f"SELECT count(*) FROM {POOL} WHERE fate < 2 AND region_id > 0",
    f"SELECT * FROM calls_draw JOIN {POOL} ON number = number_id",
    f"UPDATE {POOL} SET rest = 1 WHERE ticket = 1",
)
ROLES = {
    "moderator": {"groups": ["moderators"], "rights": ["unmask"]},
    "psychologist": {"groups": ["psychologists"]},
    "owner": {"is_superuser": True},
}


@pytest.fixture
def campaign(db):
    """Many rows of everything."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [make_region().pk])
    rows.fill(SIZE, volunteers=25_000, draws=20_000, calls=2_000)


def sign_in(groups=(), rights=(), **fields):
    person = make_volunteer(is_staff=True, **fields)
    person.groups.add(*Group.objects.filter(name__in=groups))
    person.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(person)
    return client


def test_a_statement_that_reads_the_pool_is_seen(campaign):
    assert [sql for sql in READING if not [*faults(plan(sql))]] == []


def test_no_page_of_the_admin_reads_the_pool(campaign):
    watches, pages = {}, {}
    for role, rights in ROLES.items():
        watch = watches[role] = Watch(sign_in(**rights))
        visits = walk(watch) + look_up(watch, FIRST + 7) + look_up(watch, UNKNOWN)
        pages[role] = {str(visit) for visit in visits}

    assert {role: watch.faults for role, watch in watches.items() if watch.faults} == {}
    # Each walk has come where the pool is asked, but that of whoever may not.
    assert [role for role, watch in watches.items() if watch.count] == ["moderator", "owner"]
    assert {
        "calls/draw/?state=held",
        "calls/draw/ take_back sent",
        "calls/phonenumber/ number sent",
        "calls/phonenumber/suppress/ ticket sent",
        "volunteers/volunteer/?o=-6",
        "volunteers/volunteer/…/history/",
    } - pages["owner"] == set()


def test_open_draws_are_found_among_all_by_an_index(campaign):
    moderator = sign_in(**ROLES["moderator"])

    with CaptureQueriesContext(connection) as queries:
        for state in ("held", "expired"):
            moderator.get(f"/en/admin/calls/draw/?state={state}")

    asked = [query["sql"] for query in queries if f'FROM "{DRAWS}"' in query["sql"]]
    ways = [way for sql in asked for way in ways_to_draws(plan(sql.replace("%", "%%")))]
    assert ["Seq" in way for way in ways] == [False] * 4


def ways_to_draws(node):
    """How the plan reads the draws."""
    if node.get("Relation Name") == DRAWS:
        yield node["Node Type"]
    for inner in node.get("Plans", ()):
        yield from ways_to_draws(inner)
