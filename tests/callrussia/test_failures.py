import pytest
from django.test import Client

from calls import pool
from tests.factories import make_caller, make_number

pytestmark = pytest.mark.django_db


@pytest.fixture
def volunteer():
    return make_caller()


@pytest.fixture
def client(volunteer):
    """Signed in, with forms whose token is of an earlier session."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(volunteer)
    return client


@pytest.mark.parametrize("act", ["extend", "release", "unrelease", "amend"])
def test_an_act_with_an_old_token_leads_to_the_draw_where_it_stands(client, volunteer, act):
    make_number()
    drawn = pool.draw(volunteer)
    place = f"/en/call/draws/{drawn.pk}/"

    response = client.post(f"{place}{act}/", {"reason": "not_now"})

    assert (response.status_code, response.url) == (302, place)
    assert pool.held_by(volunteer) == drawn


def test_a_draw_with_an_old_token_leads_home(client):
    response = client.post("/ru/call/draw/")

    assert (response.status_code, response.url) == (302, "/ru/call/")


def test_any_other_form_without_its_token_is_refused(client):
    response = client.post("/en/help/", {"message": "hello"})

    assert response.status_code == 403
