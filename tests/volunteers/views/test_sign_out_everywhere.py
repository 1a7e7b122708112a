import pytest
from django.test import Client

from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ADDRESS, HOME = "/en/account/sign-out-everywhere/", "/en/account/devices/"


def signed_in(volunteer):
    client = Client()
    client.force_login(volunteer)
    return client


def test_all_devices_of_the_volunteer_are_signed_out_and_nobody_else_s():
    volunteer = make_volunteer()
    here, elsewhere, other = (signed_in(v) for v in (volunteer, volunteer, make_volunteer()))

    answer = here.post(ADDRESS, follow=True)

    assert "You are signed out on all devices." in answer.content.decode()
    assert [c.get(HOME).status_code for c in (here, elsewhere, other)] == [302, 302, 200]
    # Whoever signs in anew stays so.
    assert signed_in(volunteer.__class__.objects.get(pk=volunteer.pk)).get(HOME).status_code == 200


def test_the_account_s_page_has_the_button():
    page = signed_in(make_volunteer()).get(HOME).content.decode()

    assert f'action="{ADDRESS}"' in page


def test_a_link_signs_nobody_out():
    client = signed_in(make_volunteer())

    assert client.get(ADDRESS).status_code == 405
    assert client.get(HOME).status_code == 200


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.post(ADDRESS).url == f"/en/account/login/?next={ADDRESS}"


def test_it_takes_few_queries(django_assert_num_queries):
    client = signed_in(make_volunteer())
    client.get(HOME)

    # The session and who it is, the mark, the list of sessions and the end of the only one, twice.
    with django_assert_num_queries(6):
        client.post(ADDRESS)
