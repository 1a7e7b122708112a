import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext

from calls import pool
from calls.models import Rules
from tests.factories import expire, make_caller, make_number, make_region, make_volunteer


@pytest.mark.parametrize("language", ["en", "ru"])
def test_before_the_call_there_is_calm_and_one_button(caller, number, language):
    response = caller.get(f"/{language}/call/")

    with translation.override(language):
        words = gettext("Show me a number")
    assert response.status_code == 200
    assert response.content.decode().count("btn--call") == 1
    assert words in response.content.decode()


def test_a_stranger_is_asked_to_sign_in_first(client, db):
    response = client.get("/en/call/")

    assert response.url == "/en/account/login/?next=/en/call/"


def test_whoever_holds_a_number_is_led_to_it(caller, drawn, address):
    response = caller.get("/en/call/")

    assert response.url == address["en"]


def test_the_guidelines_come_first(client, db):
    client.force_login(make_volunteer())

    response = client.get("/en/call/")

    assert response.url == "/en/guidelines/"


def test_then_the_rehearsal_comes_until_one_answer_is_tried(client, newcomer, number):
    before = client.get("/en/call/")
    client.post("/en/call/rehearsal/turns/hello/say/", {"said": "2"})
    after = client.get("/en/call/")

    assert before.url == "/en/call/rehearsal/"
    assert "Show me a number" in after.content.decode()


def test_whoever_has_reported_a_call_is_not_held_up_and_finds_the_rehearsal(
    client, rehearsal, number
):
    client.force_login(make_caller(rehearsed="", reports=1))

    page = client.get("/en/call/").content.decode()

    assert "Show me a number" in page
    assert 'href="/en/call/rehearsal/"' in page


def test_where_there_is_no_rehearsal_none_is_offered(client, no_rehearsal, number):
    client.force_login(make_caller(rehearsed=""))

    page = client.get("/en/call/").content.decode()

    assert "Show me a number" in page
    assert "/call/rehearsal/" not in page


def test_a_refusal_is_shown_in_place_of_the_button(caller, number):
    Rules.objects.update(is_paused=True)

    response = caller.get("/en/call/")

    assert response.status_code == 200
    assert "The campaign is paused" in response.content.decode()
    assert "btn--call" not in response.content.decode()


def test_at_night_the_page_says_when_it_opens_by_the_volunteers_own_clock(caller, volunteer):
    night = make_region(hour=3)
    make_number(night)
    opens = pool.refusal(volunteer).until

    response = caller.get("/en/call/")

    with timezone.override("Europe/Vilnius"):
        assert f"at {timezone.localtime(opens):%H:%M}, by your clock" in response.content.decode()
    assert "Hush." in response.content.decode()


def test_a_number_that_ran_out_untold_is_remembered(caller, drawn, address):
    expire(drawn)

    response = caller.get("/en/call/")

    assert f'href="{address["en"]}"' in response.content.decode()


def test_home_asks_the_same_number_of_queries_for_one_number_and_three(
    caller, number, django_assert_num_queries
):
    caller.get("/en/call/")
    with django_assert_num_queries(7):
        caller.get("/en/call/")

    make_number(make_region())
    make_number(make_region())

    with django_assert_num_queries(7):
        caller.get("/en/call/")
