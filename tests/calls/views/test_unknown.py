import pytest

from tests.factories import make_caller


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_garbled_address_gets_the_kind_page_of_a_closed_draw(caller, language):
    response = caller.get(f"/{language}/call/draws/79461234567/")

    assert (response.status_code, response.templates[0].name) == (404, "calls/closed.html")
    assert "79461234567" not in response.content.decode()


def test_a_stranger_is_asked_to_sign_in(client, db):
    response = client.get("/en/call/draws/x/")

    assert response.url == "/en/account/login/?next=/en/call/draws/x/"


def test_the_page_asks_a_fixed_number_of_queries(client, db, django_assert_num_queries):
    client.force_login(make_caller())
    client.get("/en/call/draws/x/")

    with django_assert_num_queries(1):
        client.get("/en/call/draws/x/")
