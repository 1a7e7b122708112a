"""A dry run says what a load would do, and does nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calls import pool, registry
from calls.models import Correction, Draw, Fate, PhoneNumber, Range, Region, Registry
from tests.calls.lists import MOSCOW, TOMSK, YAKUTIA, edited, load_registry, write
from tests.factories import make_caller, make_number, make_region

pytestmark = pytest.mark.django_db

MOSCOWS, YAKUTIAS, TOMSKS = 2, 4, 6
WITHOUT_MOSCOW = {MOSCOWS: None}
CHANGES = WITHOUT_MOSCOW | {
    YAKUTIAS: "945;0020000;0029999;10000;АО «ГЛОНАСС»;-;Республика Саха (Якутия);7703383783",
    TOMSKS: "946;0000000;0004999;5000;ООО;-;Омская область;7700000000",
}


def make_pool():
    """In each of the three ranges numbers of every fate, and one that is lent."""
    load_registry()
    noon = make_region()
    for first in (MOSCOW, YAKUTIA, TOMSK):
        for n, fate in enumerate(Fate):
            make_number(Region.objects.get(code="RU-TOM"), number=first + 10 + n, fate=fate)
        make_number(noon, number=first)
        pool.draw(make_caller())


def everything():
    models = PhoneNumber, Draw, Range, Region, Registry, Correction
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_dry_run_says_what_the_load_then_does(tmp_path):
    make_pool()
    path = write(tmp_path, edited(CHANGES))

    seen = registry.preview(path)
    loaded = registry.load(path, anyway=True)

    assert (seen.sums, seen.changes) == (loaded.sums, loaded.changes)
    assert seen.done == {"finished": 3, "dropped": 2, "kept": 1, "moved": 6, "closed": 2}
    assert loaded.done == seen.done | {"looked_at": 18}


def test_a_dry_run_knows_what_an_earlier_load_had_to_keep(tmp_path):
    make_pool()
    registry.load(write(tmp_path, edited(WITHOUT_MOSCOW)), anyway=True)
    Draw.objects.all().delete()

    there = registry.preview(write(tmp_path, edited({})))
    gone = registry.preview(write(tmp_path, edited(WITHOUT_MOSCOW)))

    assert (there.done["dropped"], gone.done["dropped"]) == (0, 1)


def test_a_dry_run_knows_what_a_killed_load_has_still_to_do(tmp_path):
    make_pool()
    path = write(tmp_path, edited(CHANGES))
    with pytest.raises(KeyboardInterrupt):
        registry.load(path, anyway=True, batch=4, progress=interrupt)

    seen = registry.preview(path)

    done = registry.load(path).done
    assert (done.pop("looked_at"), done) == (14, +seen.done)


def interrupt(_done):
    raise KeyboardInterrupt


def test_a_dry_run_writes_nothing_and_warns(tmp_path):
    make_pool()
    before = everything()

    with CaptureQueriesContext(connection) as queries:
        seen = registry.preview(write(tmp_path, edited(CHANGES)))

    assert everything() == before
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert not [query for query in queries if "FOR " in query["sql"]]
    assert "--anyway" in seen.warning
