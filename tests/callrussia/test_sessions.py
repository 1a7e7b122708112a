"""With the cache away, nobody is signed out and no call stops."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calls import pool
from calls.models import Draw
from tests.factories import make_caller, make_number
from volunteers.models import Session

pytestmark = pytest.mark.django_db

NOWHERE = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "unix:///nowhere/valkey.sock",
    }
}


def test_a_volunteer_draws_reports_and_signs_out_without_the_cache(client, settings):
    settings.CACHES = NOWHERE
    make_number()
    volunteer = make_caller()
    client.force_login(volunteer)

    drawn = client.post("/en/call/draw/", follow=True)
    draw = pool.held_by(volunteer)
    told = client.post(f"/en/call/draws/{draw.pk}/report/", {"choice": "nobody"}, follow=True)
    left = client.post("/en/account/logout/")

    assert (drawn.status_code, told.status_code, left.status_code) == (200, 200, 302)
    assert Draw.objects.get().outcome == "nobody"
    assert Session.objects.count() == 0


def test_a_new_session_is_made_without_the_cache(client, settings):
    settings.CACHES = NOWHERE

    client.force_login(make_caller())

    assert client.get("/en/account/settings/").status_code == 200


def test_a_session_is_neither_read_nor_written_by_the_requests_of_a_call(client):
    make_number()
    volunteer = make_caller()
    client.force_login(volunteer)
    client.get("/en/call/")

    with CaptureQueriesContext(connection) as asked:
        client.post("/en/call/draw/", follow=True)
        place = f"/en/call/draws/{pool.held_by(volunteer).pk}/"
        client.get(f"{place}?ended")
        client.post(f"{place}report/", {"choice": "nobody"}, follow=True)

    assert Draw.objects.get().outcome == "nobody"
    assert [query["sql"] for query in asked if "volunteers_session" in query["sql"]] == []


def test_a_session_that_the_cache_has_lost_is_read_once(client):
    client.force_login(make_caller())
    cache.clear()

    with CaptureQueriesContext(connection) as asked:
        client.get("/en/call/")
        client.get("/en/call/")

    assert sum("volunteers_session" in query["sql"] for query in asked) == 1
