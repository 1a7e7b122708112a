"""Having the address kept, to be written to."""

import pytest

from tests.factories import make_volunteer
from volunteers import membership

pytestmark = pytest.mark.django_db
PAGE = "/en/account/address/keep/"


@pytest.fixture
def volunteer(client):
    volunteer = make_volunteer(email="anna@example.org")
    membership.forget_address(volunteer)
    client.force_login(volunteer)
    return volunteer


def test_their_own_address_is_kept(client, volunteer):
    answer = client.post(PAGE, {"address": " Anna@example.org"})

    volunteer.refresh_from_db()
    assert answer.headers["Location"] == "/en/account/settings/"
    assert volunteer.address == "anna@example.org"


def test_another_address_is_refused_and_stays_in_the_form(client, volunteer):
    answer = client.post(PAGE, {"address": "boris@example.org"})

    volunteer.refresh_from_db()
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "address": ["This is not the address that you sign in with."]
    }
    assert answer.context["form"]["address"].value() == "boris@example.org"
    assert volunteer.address == ""


def test_the_page_asks_for_it(client, volunteer, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert client.get(PAGE).status_code == 200


def test_a_stranger_has_to_sign_in(client):
    answer = client.post(PAGE, {"address": "anna@example.org"})

    assert answer.headers["Location"] == f"/en/account/login/?next={PAGE}"
