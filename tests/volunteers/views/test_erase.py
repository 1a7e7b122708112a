"""Deleting one's account."""

import pytest

from tests.factories import make_volunteer
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


def test_the_account_is_gone_and_so_is_its_session(client):
    volunteer, other = make_volunteer(), make_volunteer()
    client.force_login(volunteer)

    response = client.post("/en/account/erase/")

    assert response.headers["Location"] == "/en/"
    assert list(Volunteer.objects.all()) == [other]
    assert "_auth_user_id" not in client.session


def test_a_session_elsewhere_ends_at_its_next_request(client):
    volunteer = make_volunteer()
    elsewhere = type(client)()
    client.force_login(volunteer)
    elsewhere.force_login(volunteer)

    client.post("/en/account/erase/")
    response = elsewhere.get("/en/account/settings/")

    assert response.headers["Location"] == "/en/account/login/?next=/en/account/settings/"


def test_looking_at_the_address_deletes_nothing(client):
    client.force_login(make_volunteer())

    response = client.get("/en/account/erase/")

    assert response.status_code == 405
    assert Volunteer.objects.count() == 1


def test_a_guest_is_asked_to_sign_in(client):
    response = client.post("/en/account/erase/")

    assert response.headers["Location"] == "/en/account/login/?next=/en/account/erase/"
