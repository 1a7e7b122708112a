import pytest

from tests.factories import make_caller

pytestmark = pytest.mark.django_db
JSON, PAGE = "/en/my-data/call-russia.json", "/en/my-data/call-russia.html"


@pytest.fixture
def caller(client):
    caller = make_caller(email="anna@example.org", country="LT")
    client.force_login(caller)
    return caller


def test_programs_get_what_is_stored(client, caller):
    answer = client.get(JSON)

    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"] == 'attachment; filename="call-russia.json"'
    assert answer.json()["account"][0]["country"] == "LT"
    assert answer.json()["confirmations"][0]["edition"] > 0


@pytest.mark.parametrize(("language", "country"), [("en", "Lithuania"), ("ru", "Литва")])
def test_people_get_a_page_that_needs_nothing_else(client, caller, language, country):
    answer = client.get(PAGE.replace("/en/", f"/{language}/"))

    page = answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="call-russia.html"'
    assert f"<td>{country}</td>" in page
    assert [mark for mark in ("href=", "src=", "<script", "style=") if mark in page] == []


@pytest.mark.parametrize("address", [JSON, PAGE])
def test_it_is_kept_nowhere_and_given_to_nobody_else(client, caller, address):
    assert "no-store" in client.get(address)["Cache-Control"]
    client.logout()
    assert client.get(address).status_code == 302


def test_there_is_no_other_kind(client, caller):
    assert client.get("/en/my-data/call-russia.xml").status_code == 404
