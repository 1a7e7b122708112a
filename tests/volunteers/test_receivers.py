"""How long a session lasts, and what makes another one of it."""

import datetime

import pytest
from django.core import mail
from django.core.cache import cache
from django.db.models import F
from django.test import Client
from django.utils import timezone

from tests.factories import make_volunteer
from volunteers.models import Session

pytestmark = pytest.mark.django_db
HOME, LOGIN = "/en/account/settings/", "/en/account/login/"


def enter(client, volunteer):
    """Sign in through the site, with the code from the mail."""
    client.post(LOGIN, {"login": volunteer.email})
    code = next(word for word in mail.outbox[-1].body.split() if word.isdecimal())
    return client.post("/en/account/login/code/confirm/", {"code": code})


def test_a_session_ends_on_a_fixed_day_whatever_is_done_with_it(client, settings):
    last = timezone.now().date() + datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    enter(client, make_volunteer())
    Session.objects.update(expire_date=F("expire_date") - datetime.timedelta(days=3))
    session = client.session
    session["touched"] = True
    session.save()

    ends = Session.objects.get(pk=session.session_key).expire_date

    assert settings.SESSION_COOKIE_AGE <= 30 * 24 * 3600
    assert ends == datetime.datetime.combine(last, datetime.time(), datetime.UTC)


def test_after_its_last_day_a_session_opens_nothing(client):
    client.force_login(make_volunteer())
    assert client.get(HOME).status_code == 200

    Session.objects.update(expire_date=timezone.now())
    cache.clear()

    assert client.get(HOME).status_code == 302


def test_the_session_has_another_name_once_somebody_has_signed_in(client, settings):
    client.post(LOGIN, {"login": (volunteer := make_volunteer()).email})
    before = client.cookies[settings.SESSION_COOKIE_NAME].value

    enter(client, volunteer)

    after = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get(HOME).status_code == 200
    assert before != after
    assert Session.objects.filter(pk=before).count() == 0


def test_the_cookie_of_before_signing_out_opens_nothing(client, settings):
    client.force_login(make_volunteer())
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert thief.get(HOME).status_code == 200

    client.post("/en/account/logout/")

    assert thief.get(HOME).status_code == 302
    assert Session.objects.count() == 0
