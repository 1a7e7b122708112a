import pytest

from calls import pool
from calls.models import Draw, Reason
from tests.factories import make_caller, move


@pytest.fixture
def released(drawn):
    pool.release(drawn, Reason.MY_LINE)
    return drawn


@pytest.mark.parametrize("language", ["en", "ru"])
def test_within_a_minute_the_number_comes_back(caller, released, address, language):
    response = caller.post(address[language] + "unrelease/", follow=True)

    assert Draw.objects.open().get() == released
    assert "<span>123-45-67</span>" in response.content.decode()


def test_a_double_click_says_nothing_of_it(caller, released, address):
    caller.post(address["en"] + "unrelease/")

    response = caller.post(address["en"] + "unrelease/", follow=True)

    assert "too late" not in response.content.decode()


def test_after_a_minute_it_is_told_that_it_is_too_late(caller, released, address):
    move(released, minutes=2)

    response = caller.post(address["en"] + "unrelease/", follow=True)

    assert "It was too late to undo" in response.content.decode()
    assert "unrelease/" not in response.content.decode()
    assert "123-45-67" not in response.content.decode()


def test_a_stranger_undoes_nothing(client, released, address):
    client.force_login(make_caller())

    response = client.post(address["en"] + "unrelease/")

    assert (response.status_code, Draw.objects.open().count()) == (404, 0)


def test_undoing_asks_a_fixed_number_of_queries(
    caller, released, address, django_assert_num_queries
):
    caller.get(address["en"])

    with django_assert_num_queries(11):
        caller.post(address["en"] + "unrelease/")
