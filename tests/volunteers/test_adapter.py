"""What allauth is not told: where a volunteer's device is, and when they came."""

import re

import pytest
import redis
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from volunteers.addresses import pseudonym
from volunteers.models import Session, Volunteer

pytestmark = pytest.mark.django_db

ADDRESS = "203.0.113.77"
ANSWERS = {
    "email": "anna@example.org",
    "country": "LT",
    "language": "en",
    "where_now": "elsewhere",
    "speaks_russian": "yes",
    "accepts_code": "on",
    "is_adult": "on",
}


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


def enter_code(client, waiting):
    return client.post(waiting, {"code": re.search(r"^\d{6}$", mail.outbox[-1].body, re.M)[0]})


def everything_in_the_cache(settings):
    """Each key of Valkey with its value, as bytes."""
    store = redis.from_url(settings.CACHES["default"]["LOCATION"])
    kept = []
    for key in store.scan_iter():
        kind = store.type(key)
        kept.append(key + b" = " + (store.get(key) if kind == b"string" else b""))
    return kept


def everything_in_the_database():
    """Each row of each table as text, and each session as Django reads it."""
    rows = [str(session.get_decoded()) for session in Session.objects.all()]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")
            rows += [row for (row,) in cursor.fetchall()]
    return rows


def test_no_trace_of_the_devices_address_is_left(settings, caplog):
    caplog.set_level("DEBUG")
    first, second = (Client(REMOTE_ADDR=ADDRESS, HTTP_X_FORWARDED_FOR=ADDRESS) for _ in range(2))
    enter_code(first, first.post("/en/account/join/", ANSWERS).headers["Location"])
    first.post("/en/account/join/", ANSWERS | {"email": "nonsense"})
    second.post("/en/account/login/", {"login": "unknown@example.org"})
    waiting = second.post("/en/account/login/", {"login": "anna@example.org"}).headers["Location"]
    second.post(waiting, {"code": "1"})
    enter_code(second, waiting)

    kept, rows = everything_in_the_cache(settings), everything_in_the_database()

    assert Volunteer.objects.count() == 1
    assert second.get("/en/account/settings/").status_code == 200
    assert any(b"bucket:code:" in entry for entry in kept)
    assert [row for row in rows if "anna" in row] == []
    assert any(pseudonym("anna@example.org") in row for row in rows)
    assert [entry for entry in kept if ADDRESS.encode() in entry] == []
    assert [row for row in rows if ADDRESS in row] == []
    assert ADDRESS not in caplog.text
    assert [sent for sent in mail.outbox if ADDRESS in sent.body] == []


def test_the_account_and_its_address_hold_no_time(client):
    enter_code(client, client.post("/en/account/join/", ANSWERS).headers["Location"])

    names = {field.name for field in EmailAddress._meta.concrete_fields}

    assert names == {"id", "user", "email", "verified", "primary"}
    assert Volunteer.objects.get().last_login is None


@pytest.mark.second_factor
def test_a_session_holds_neither_the_address_nor_the_hour_of_signing_in(client):
    enter_code(client, client.post("/en/account/join/", ANSWERS).headers["Location"])
    client.post("/en/account/logout/")
    waiting = client.post("/en/account/login/", {"login": "anna@example.org"}).headers["Location"]
    enter_code(client, waiting)

    kept = set(client.session.keys())

    assert kept == {
        *("_auth_user_id", "_auth_user_backend", "_auth_user_hash"),
        # A midnight.
        "_session_expiry",
    }


def test_whoever_was_made_without_allauth_needs_one_code_only(client):
    Volunteer.objects.create_superuser("owner@example.org")
    waiting = client.post("/en/account/login/", {"login": "owner@example.org"}).headers["Location"]

    response = enter_code(client, waiting)

    assert response.headers["Location"] == "/ru/call/"
    assert len(mail.outbox) == 1
    assert EmailAddress.objects.get().verified is True


def test_with_the_cache_emptied_nobody_is_signed_out(client):
    enter_code(client, client.post("/en/account/join/", ANSWERS).headers["Location"])

    cache.clear()

    assert client.get("/en/account/settings/").status_code == 200
