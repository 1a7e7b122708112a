"""Asking the moderators for help."""

import pytest
from django.core.cache import cache

from campaign.models import HelpRequest
from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


def ask(client, message="I was threatened.", reply_to="anna@example.org", language="en", **told):
    told = {"topic": "threat", "message": message, "reply_to": reply_to} | told
    return client.post(f"/{language}/help/", told)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_form_is_shown_without_a_query_of_its_own(client, language, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(f"/{language}/help/")

    assert response.status_code == 200
    assert 'name="message"' in response.content.decode()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_message_is_kept_with_its_language_and_day(client, language):
    response = ask(client, language=language)

    asked = HelpRequest.objects.get()
    assert response.headers["Location"] == f"/{language}/help/"
    assert (asked.message, asked.reply_to) == ("I was threatened.", "anna@example.org")
    assert (asked.topic, asked.language, asked.is_done) == ("threat", language, False)
    assert asked.created_on is not None


def test_the_thanks_are_said_once(client):
    ask(client)

    thanks = "Thank you, your message has reached us."
    assert thanks in client.get("/en/help/").content.decode()
    assert thanks not in client.get("/en/help/").content.decode()


@pytest.mark.parametrize(("query", "chosen"), [("?topic=threat", "threat"), ("?topic=no", None)])
def test_a_page_that_leads_here_may_choose_the_topic(client, query, chosen):
    page = client.get(f"/en/help/{query}").content.decode()

    assert (f'<option value="{chosen}" selected>' in page) == bool(chosen)
    assert "If somebody threatens you" in page


def test_an_unknown_topic_keeps_the_message(client):
    response = ask(client, topic="nonsense")

    page = response.content.decode()
    assert (response.status_code, HelpRequest.objects.count()) == (422, 0)
    assert "nonsense is not one of the available choices." in page
    assert ">\nI was threatened.</textarea>" in page


def test_nothing_says_who_wrote(client):
    client.force_login(make_volunteer())
    ask(client)

    names = {field.name for field in HelpRequest._meta.get_fields()}
    assert names == {
        *("id", "topic", "message", "reply_to"),
        *("language", "created_on", "is_done"),
    }


def test_an_answer_need_not_be_wanted(client):
    ask(client, reply_to="")

    assert HelpRequest.objects.get().reply_to == ""


def test_a_wrong_address_keeps_the_message(client):
    response = ask(client, reply_to="anna at example")

    page = response.content.decode()
    assert response.status_code == 422
    assert ">\nI was threatened.</textarea>" in page
    assert 'value="anna at example"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_reply_to_helptext id_reply_to_error"' in page
    assert HelpRequest.objects.count() == 0


def test_an_empty_message_keeps_the_address(client):
    response = ask(client, message=" ")

    assert response.status_code == 422
    assert 'value="anna@example.org"' in response.content.decode()
    assert HelpRequest.objects.count() == 0


def test_a_message_longer_than_four_thousand_letters_is_refused_and_kept_on_the_page(client):
    response = ask(client, message="ы" * 4001)

    assert response.status_code == 422
    assert "ы" * 4001 in response.content.decode()


def test_the_sixth_message_of_an_hour_is_refused_and_kept_on_the_page(client):
    statuses = [ask(client, message=f"message {n}").status_code for n in range(6)]
    page = ask(client, message="message 6").content.decode()

    assert statuses == [302] * 5 + [429]
    assert "That is many messages in one hour." in page
    assert ">\nmessage 6</textarea>" in page
    assert HelpRequest.objects.count() == 5


def test_mistakes_do_not_count_against_the_limit(client):
    for _ in range(6):
        ask(client, reply_to="wrong")

    assert ask(client).status_code == 302


def test_what_was_typed_is_printed_as_text(client):
    page = ask(client, message="<script>", reply_to="wrong").content.decode()

    assert "<script>" not in page
