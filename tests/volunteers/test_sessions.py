"""Sessions that know whose they are, and not when they were begun."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import make_volunteer
from volunteers import membership, sessions
from volunteers.models import Session

pytestmark = pytest.mark.django_db


def signed_in(volunteer):
    client = Client()
    client.force_login(volunteer)
    return client


def copy_of(key):
    return cache.get(sessions.SessionStore(key).cache_key)


def test_a_session_belongs_to_whoever_is_signed_in():
    volunteer = make_volunteer()
    signed_in(volunteer)
    Client().get("/en/account/join/codename/")

    assert [one.volunteer for one in Session.objects.all()] == [volunteer]


def test_neither_its_end_nor_its_beginning_tells_the_hour():
    signed_in(make_volunteer())

    session = Session.objects.get()

    assert session.expire_date.time() == datetime.time(0)
    assert type(session.since) is datetime.date


def test_a_session_that_is_ended_is_gone_from_the_cache_too():
    client = signed_in(make_volunteer())
    key = client.session.session_key
    before = copy_of(key) is not None

    sessions.end(Session.objects.get())

    assert (before, copy_of(key)) == (True, None)
    assert client.get("/en/account/settings/").status_code == 302


def test_erasing_ends_all_sessions_and_leaves_no_copy_of_them():
    volunteer, other = make_volunteer(), make_volunteer()
    clients = [signed_in(volunteer) for _ in range(2)]
    stays = signed_in(other)
    keys = [client.session.session_key for client in clients]
    before = [copy_of(key) is not None for key in keys]

    membership.erase(volunteer)

    assert before == [True, True]
    assert [copy_of(key) for key in keys] == [None, None]
    assert stays.get("/en/account/settings/").status_code == 200
    assert [one.volunteer for one in Session.objects.all()] == [other]
