"""What remains of somebody who has deleted their account."""

import pytest
from django.test import Client

from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
PAGE = "/en/account/farewell/"


@pytest.mark.parametrize(
    ("days", "said"),
    [(30, "for up to 30 days"), (1, "for 1 day."), (0, None)],
)
def test_it_says_for_how_long_copies_are_kept(client, settings, days, said):
    settings.BACKUP_DAYS = days

    page = client.get(PAGE).text

    assert ("Copies of the database" in page, said is None or said in page) == (bool(days), True)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_asks_the_database_nothing(client, language, django_assert_num_queries):
    client.get("/en/")
    with django_assert_num_queries(0):
        response = client.get(f"/{language}/account/farewell/")

    assert response.status_code == 200


def test_whoever_still_has_an_account_is_asked_first():
    client = Client()
    client.force_login(make_volunteer())

    assert client.get(PAGE).url == "/en/account/leave/"


def test_nothing_is_sent_there(client):
    assert client.post(PAGE).status_code == 405
