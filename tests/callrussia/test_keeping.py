"""Public pages are kept for strangers, and nobody else's page is ever shown to anybody."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.test.utils import CaptureQueriesContext

from callrussia import keeping
from calls import outlook
from calls.models import Rules
from tests.callrussia.test_sessions import NOWHERE
from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db

KEPT = ["/", "/about/", "/other-ways/", "/guidelines/"]
OTHERS = ["/help/", "/call/do-not-call/", "/account/join/", "/account/login/", "/nowhere/"]
LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])
POOL = "calls_phonenumber"


def statements(client, path, **headers):
    with CaptureQueriesContext(connection) as queries:
        client.get(path, headers=headers)
    return [query["sql"] for query in queries]


def pages_in_cache():
    return len(cache._cache.get_client().keys("*cache_page*"))


@LANGUAGES
@pytest.mark.parametrize("path", KEPT)
def test_after_the_first_stranger_the_next_costs_no_query(language, path):
    first, second = (statements(Client(), f"/{language}{path}") for _ in range(2))

    assert (first == [], second) == (False, [])


@LANGUAGES
@pytest.mark.parametrize("path", KEPT + OTHERS)
def test_no_public_page_asks_the_pool(language, path):
    asked = statements(Client(), f"/{language}{path}")

    assert [sql for sql in asked if POOL in sql] == []


@LANGUAGES
@pytest.mark.parametrize("path", KEPT)
def test_whoever_keeps_a_page_is_told_for_how_long_and_for_whom(language, path):
    response = Client().get(f"/{language}{path}")

    assert response["Cache-Control"] == "max-age=15"
    assert response["Vary"] == "Cookie"
    assert response["ETag"]
    assert dict(response.cookies) == {}
    assert "csrfmiddlewaretoken" not in response.content.decode()


@LANGUAGES
@pytest.mark.parametrize("path", KEPT)
def test_whoever_has_the_page_is_not_sent_it_again(language, path):
    etag = Client().get(f"/{language}{path}")["ETag"]

    response = Client().get(f"/{language}{path}", headers={"if-none-match": etag})

    assert (response.status_code, response.content) == (304, b"")
    assert (response["ETag"], response["Vary"]) == (etag, "Cookie")


@pytest.mark.parametrize("path", KEPT)
def test_the_languages_are_kept_apart(path):
    pages = {code: Client().get(f"/{code}{path}").content.decode() for code in ("en", "ru")}

    for code, page in pages.items():
        assert Client().get(f"/{code}{path}").content.decode() == page
        assert f'<html lang="{code}">' in page


@pytest.mark.parametrize("path", KEPT)
def test_a_volunteer_and_a_stranger_never_get_each_other_s_page(client, path):
    client.force_login(make_volunteer())

    for _ in range(2):
        mine, theirs = client.get(f"/en{path}"), Client().get(f"/en{path}")
        assert "/en/account/logout/" in mine.content.decode()
        assert "no-store" in mine["Cache-Control"]
        assert "/en/account/logout/" not in theirs.content.decode()


def test_a_message_is_said_to_whom_it_concerns_and_to_nobody_else(client):
    Client().get("/en/")
    client.force_login(make_volunteer())
    page = client.post("/en/account/sign-out-everywhere/", follow=True).content.decode()

    thanks = "You are signed out on all devices."
    assert thanks in page
    assert thanks not in Client().get("/en/").content.decode()
    assert thanks not in client.get("/en/").content.decode()


def test_a_kept_page_is_only_for_those_without_a_cookie_wherever_it_is_kept(rf):
    view = keeping.for_strangers(lambda request: HttpResponse("Hello."))

    assert view(rf.get("/en/"))["Vary"] == "Cookie"


def test_a_page_for_a_device_that_is_known_is_kept_by_no_proxy(rf):
    view = keeping.for_strangers(lambda request: HttpResponse())
    request = rf.get("/en/")
    request.COOKIES["asked_en"] = "0" * 48

    assert view(request)["Cache-Control"] == "private"


def test_a_page_with_a_token_is_not_kept(rf):
    view = keeping.for_strangers(lambda request: HttpResponse(get_token(request)))

    first, second = (view(rf.get("/en/")) for _ in range(2))

    assert first.content != second.content
    assert "csrftoken" in first.cookies
    assert "Cache-Control" not in first


def test_what_the_moderators_change_shows_once_the_page_is_no_longer_kept():
    Rules.objects.update(opens="00:00", weekend_opens="00:00", closes="23:59:59.999999")
    client = Client()
    assert "All eleven time zones" in client.get("/en/").content.decode()

    Rules.objects.update(opens="03:00", weekend_opens="03:00", closes="03:00:01")
    outlook.forget()

    assert "All eleven time zones" in client.get("/en/").content.decode()
    (key,) = cache._cache.get_client().keys("*cache_page*")
    assert 0 < cache._cache.get_client().ttl(key) <= keeping.SECONDS
    cache._cache.get_client().delete(key)
    assert "All eleven time zones" not in client.get("/en/").content.decode()


def test_made_up_addresses_do_not_fill_the_cache():
    for n in range(3):
        Client().get(f"/en/?n={n}")
        Client().get("/en/?" + n * "&" + "&")
        Client().get("/en/", headers={"host": f"testserver:{9000 + n}"})
        Client().get("/en/", headers={"cookie": f"n={n}"})

    assert pages_in_cache() == 0


def test_a_port_that_is_the_server_s_own_is_not_made_up():
    Client().get("/en/", headers={"host": "testserver:80"})

    assert pages_in_cache() == 1


@LANGUAGES
@pytest.mark.parametrize("path", KEPT)
def test_without_the_cache_every_page_is_made(settings, language, path):
    settings.CACHES = NOWHERE

    assert Client().get(f"/{language}{path}").status_code == 200


def test_nothing_is_kept_of_what_is_sent():
    assert Client().post("/en/about/").status_code == 405
    assert pages_in_cache() == 0
