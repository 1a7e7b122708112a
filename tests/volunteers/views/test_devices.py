"""The list of devices on which somebody is signed in."""

import re

import pytest
from django.test import Client

from tests.factories import make_volunteer
from volunteers.models import Session

pytestmark = pytest.mark.django_db
PAGE = "/en/account/devices/"


@pytest.mark.parametrize("others", [0, 2])
def test_each_device_is_listed_and_no_key_of_a_session(client, django_assert_num_queries, others):
    volunteer = make_volunteer()
    client.force_login(volunteer)
    for _ in range(others):
        Client().force_login(volunteer)
    Client().force_login(make_volunteer())

    with django_assert_num_queries(3):
        page = client.get(PAGE).content.decode()

    assert page.count("This device") == 1
    assert page.count("Another device") == others
    assert [key for key in Session.objects.values_list("pk", flat=True) if key in page] == []
    assert re.search(r"\d\d:\d\d|User-Agent", page) is None


def test_a_stranger_has_to_sign_in(client):
    assert client.get(PAGE).headers["Location"] == f"/en/account/login/?next={PAGE}"
