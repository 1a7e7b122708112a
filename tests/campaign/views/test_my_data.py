import re

import pytest

from tests.factories import make_caller, make_volunteer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_volunteer_sees_what_is_held(client, language, django_assert_max_num_queries):
    client.force_login(make_caller(email="anna@example.org"))
    client.get(f"/{language}/my-data/")

    # One for each kind of row that may name somebody.
    with django_assert_max_num_queries(35):
        answer = client.get(f"/{language}/my-data/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "anna@example.org" in page
    assert len(re.findall(r"<table>", page)) == 4
    assert "no-store" in answer["Cache-Control"]


def test_the_account_s_page_leads_there(client):
    client.force_login(make_volunteer())

    assert 'href="/en/my-data/"' in client.get("/en/account/settings/").content.decode()


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get("/en/my-data/").url == "/en/account/login/?next=/en/my-data/"
