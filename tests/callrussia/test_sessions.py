"""With the cache away, nobody is signed out and no call stops."""

import pytest
from django.contrib.sessions.models import Session

from calls import pool
from calls.models import Draw
from tests.factories import make_caller, make_number

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
