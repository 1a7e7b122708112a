"""The quick exit: out, at once, from whatever page, and nothing left."""

import pytest
from django.test import Client

from callrussia.leaving import AWAY, GONE
from calls import pool
from calls.models import Draw
from tests.factories import make_caller, make_number
from volunteers.models import Session

pytestmark = pytest.mark.django_db
EXIT = "https://www.wikipedia.org/"
ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "https://elsewhere.example"},
]


def test_leaving_ends_the_session_and_clears_the_device(client):
    client.force_login(make_caller())

    response = client.post("/leave/")

    assert (response.status_code, response.url) == (302, "/leave/")
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "no-store" in response["Cache-Control"]
    assert (Session.objects.count(), client.cookies["sessionid"].value) == (0, "")


def test_then_it_leads_to_the_neutral_page_and_remembers_only_that(client, settings):
    settings.EXIT_URL = "https://weather.example/"

    response = client.get("/leave/", headers={"Sec-Fetch-Site": "same-origin"})

    assert response.url == "https://weather.example/"
    cookie = response.cookies[GONE]
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == ("1", AWAY, "Lax")
    assert [*response.cookies] == [GONE]


def test_it_works_from_a_page_of_yesterday():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_caller())
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}

    response = client.post("/leave/", {"csrfmiddlewaretoken": "of yesterday"}, headers=own)

    assert (response.url, Session.objects.count()) == ("/leave/", 0)


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_another_site_can_sign_nobody_out(client, headers):
    client.force_login(make_caller())

    response = client.post("/leave/", headers=headers)

    assert (response.url, Session.objects.count()) == (EXIT, 1)
    assert "Clear-Site-Data" not in response.headers
    assert [*response.cookies] == []


@pytest.mark.parametrize("path", ["/en/", "/ru/call/", "/en/guidelines/", "/en/admin/"])
def test_for_three_minutes_every_page_leads_away(client, path, django_assert_num_queries):
    client.cookies[GONE] = "1"

    with django_assert_num_queries(0):
        response = client.get(path)

    assert (response.url, response["Cache-Control"]) == (EXIT, "no-store")


def test_an_open_draw_is_left_to_expire_by_itself(client):
    make_number()
    volunteer = make_caller()
    drawn = pool.draw(volunteer)
    client.force_login(volunteer)

    client.post("/leave/")

    assert Draw.objects.open().get() == drawn


def test_a_stranger_may_leave_too(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.post("/leave/")

    assert response.url == "/leave/"


@pytest.mark.parametrize("path", ["/en/", "/ru/help/", "/en/account/login/", "/en/nowhere/"])
def test_every_page_has_the_way_out_before_all_else_but_the_skip_link(client, path):
    page = client.get(path).content.decode()

    assert page.index('class="skip"') < page.index('action="/leave/"') < page.index("<header")
    assert f'data-exit="{EXIT}"' in page


def test_so_has_the_admin(client):
    client.force_login(make_caller(is_staff=True, is_superuser=True))

    page = client.get("/en/admin/").content.decode()

    assert page.index('action="/leave/"') < page.index('id="site-name"')
    assert "js/exit.js" in page
