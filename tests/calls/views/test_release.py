import pytest

from calls import pool
from calls.models import Draw, Ending, Reason
from tests.factories import make_caller


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("reason", Reason.values)
def test_one_tap_gives_the_number_back(caller, drawn, address, language, reason):
    response = caller.post(address[language] + "release/", {"reason": reason})

    drawn.refresh_from_db()
    assert (response.url, drawn.ending, drawn.reason) == (
        address[language],
        Ending.RELEASED,
        reason,
    )


def test_the_page_then_offers_to_undo_it(caller, address):
    response = caller.post(address["en"] + "release/", {"reason": "my_line"}, follow=True)

    assert f'action="{address["en"]}unrelease/"' in response.content.decode()
    assert "123-45-67" not in response.content.decode()


def test_a_second_tap_keeps_the_first_reason(caller, address):
    caller.post(address["en"] + "release/", {"reason": "my_line"})

    caller.post(address["en"] + "release/", {"reason": "known"})

    assert Draw.objects.get().reason == Reason.MY_LINE


def test_a_stranger_gives_nothing_back(client, drawn, address):
    client.force_login(make_caller())

    response = client.post(address["en"] + "release/", {"reason": "my_line"})

    assert (response.status_code, Draw.objects.open().get()) == (404, drawn)


@pytest.mark.parametrize("reason", ["", "nonsense"])
def test_without_a_good_reason_the_number_stays(caller, volunteer, drawn, address, reason):
    response = caller.post(address["en"] + "release/", {"reason": reason})

    assert response.status_code == 422
    assert "Please say why you give the number back." in response.content.decode()
    assert pool.held_by(volunteer) == drawn


def test_a_session_that_ended_leads_back_to_the_page(client, drawn, address):
    response = client.post(address["en"] + "release/", {"reason": "my_line"})

    assert response.url == f"/en/account/login/?next={address['en']}"
    assert Draw.objects.open().get() == drawn


def test_releasing_asks_a_fixed_number_of_queries(caller, address, django_assert_num_queries):
    caller.get(address["en"])

    with django_assert_num_queries(6):
        caller.post(address["en"] + "release/", {"reason": "my_line"})
