"""Signing out one other device."""

import pytest
from django.test import Client

from tests.factories import make_volunteer
from volunteers import sessions

pytestmark = pytest.mark.django_db
ACT, HOME = "/en/account/devices/sign-out/", "/en/account/settings/"


def test_that_one_is_signed_out_and_no_other(client):
    volunteer, other, third = make_volunteer(), Client(), Client()
    for one in (client, other, third):
        one.force_login(volunteer)
    handle = sessions.handle(other.session.session_key)

    answers = [client.post(ACT, {"device": handle}).headers["Location"] for _ in range(2)]

    assert answers == ["/en/account/devices/"] * 2
    assert [one.get(HOME).status_code for one in (client, other, third)] == [200, 302, 200]


def test_nobody_signs_out_another_s_device(client):
    other = Client()
    other.force_login(make_volunteer())
    client.force_login(make_volunteer())

    client.post(ACT, {"device": sessions.handle(other.session.session_key)})
    client.post(ACT, {"device": "nonsense"})
    client.post(ACT)

    assert other.get(HOME).status_code == 200


def test_a_stranger_has_to_sign_in_and_a_look_changes_nothing(client):
    assert client.post(ACT).headers["Location"] == f"/en/account/login/?next={ACT}"
    client.force_login(make_volunteer())
    assert client.get(ACT).status_code == 405
