"""The page that shows the codename and its words, until the account is made."""

import pytest

from tests.volunteers.views.joining import CHECK, JOIN, SHOW, begin, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_shows_all_words_and_no_cache_keeps_them(client, language):
    made = begin(client)

    page = client.get(f"/{language}/account/codename/")

    assert made["codename"] in page.content.decode()
    assert made["phrase"] in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_a_stranger_is_led_to_the_questions(client):
    assert client.get(SHOW).headers["Location"] == JOIN


def test_once_the_account_is_made_they_are_never_shown_again(client):
    client.post(CHECK, words(begin(client)))

    assert client.get(SHOW).headers["Location"] == JOIN


def test_the_page_is_there_to_be_read_alone(client):
    begin(client)

    assert client.post(SHOW).status_code == 405
