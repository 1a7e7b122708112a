import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation

from guidelines import library
from tests.factories import make_caller, make_volunteer
from tests.guidelines.texts import make_section, publish

pytestmark = pytest.mark.django_db


def address(name="guidelines:catch_up"):
    with translation.override("en"):
        return reverse(name)


def confirmed(volunteer):
    confirmation = library.confirmation(volunteer)
    return confirmation and confirmation.edition_id


def test_what_was_read_is_new_no_more(client):
    volunteer = make_caller()
    client.force_login(volunteer)
    make_section("kindness")
    number = publish(must_reread=False).number
    before = client.get(address("guidelines:read")).context["catch_up"].initial

    answer = client.post(address(), {"edition": number})

    after = client.get(address("guidelines:read")).context
    assert (before, confirmed(volunteer)) == ({"edition": number}, number)
    assert (answer.status_code, answer.url) == (302, address("guidelines:read"))
    assert (after["news"], "catch_up" in after) == ({}, False)
    assert [str(each) for each in get_messages(answer.wsgi_request)] == [
        "Thank you. What comes after this will be marked as new."
    ]


def test_it_demands_nothing_and_a_second_time_changes_nothing(client):
    volunteer = make_caller()
    client.force_login(volunteer)
    number = publish(must_reread=False).number
    may_call = library.must_read(volunteer) is None

    for _ in range(2):
        client.post(address(), {"edition": number})

    assert (may_call, confirmed(volunteer)) == (True, number)


def test_it_is_no_way_around_what_must_be_confirmed(client):
    newcomer, caller = make_volunteer(), make_caller()
    number = publish().number
    before = confirmed(caller)

    for volunteer in (newcomer, caller):
        client.force_login(volunteer)
        client.post(address(), {"edition": number})

    assert (confirmed(newcomer), confirmed(caller)) == (None, before)
    assert library.must_read(caller).number == number


@pytest.mark.parametrize("edition", ["", "0", "-1", "x"])
def test_bad_input_changes_nothing(client, edition):
    volunteer = make_caller()
    client.force_login(volunteer)
    before = confirmed(volunteer)

    answer = client.post(address(), {"edition": edition})

    assert (answer.url, confirmed(volunteer)) == (address("guidelines:read"), before)


def test_an_edition_that_never_was_is_not_found(client):
    client.force_login(make_caller())

    answers = [client.post(address(), {"edition": number}) for number in (99, 10**30)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_stranger_is_led_to_the_text(client):
    answer = client.post(address(), {"edition": 1})

    assert (answer.status_code, answer.url) == (302, address("guidelines:read"))


def test_it_is_an_act_and_no_place(client):
    client.force_login(make_caller())

    assert client.get(address()).status_code == 405
