"""Addresses beside the usual one, for people in a country that blocks it."""

import pytest

ONION = f"http://{'a' * 56}.onion"
MIRROR = "https://mirror.example.org"
pytestmark = pytest.mark.django_db


@pytest.fixture
def reachable(settings):
    settings.ONION_ADDRESS, settings.MIRRORS = [ONION], [MIRROR]
    settings.ALLOWED_HOSTS = ["testserver", "a" * 56 + ".onion"]


@pytest.mark.parametrize("path", ["/en/call/do-not-call/?fresh", "/ru/about/?fresh"])
def test_all_of_them_are_links(reachable, client, path):
    page = client.get(path).text

    assert [page.count(f'href="{address}/"') for address in (ONION, MIRROR)] == [1, 1]


def test_tor_browser_is_told_of_the_same_page_without_what_was_asked(reachable, client):
    response = client.get("/en/guidelines/search/?q=war")

    assert response["Onion-Location"] == f"{ONION}/en/guidelines/search/"


def test_whoever_came_by_it_is_told_nothing(reachable, client):
    response = client.get("/en/help/", headers={"host": "a" * 56 + ".onion"})

    assert (response.status_code, "Onion-Location" in response) == (200, False)


def test_nothing_is_shown_or_sent_where_none_is_set(client):
    response = client.get("/en/call/do-not-call/")

    assert "Onion-Location" not in response
    assert "If this site is blocked" not in response.text
    assert ".onion" not in response.text
