"""The mails of a demo: printed, kept and shown, fifty at most."""

import importlib

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.urls import clear_url_caches

from callrussia import demo_mail, urls

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    """The addresses as a demo has them."""
    cache.clear()
    settings.DEMO = True
    importlib.reload(urls)
    clear_url_caches()
    yield
    settings.DEMO = False
    importlib.reload(urls)
    clear_url_caches()


def send(subject):
    mail = EmailMessage(subject, "Hello,\n\n123456", to=["anna@example.org"])
    demo_mail.EmailBackend().send_messages([mail])


def test_a_mail_is_printed_and_shown(client, demo, capsys, django_assert_num_queries):
    send("Your code")

    with django_assert_num_queries(1):
        page = client.get("/demo/mail/", headers={"Accept-Language": "en"}).content.decode()

    printed = capsys.readouterr().out
    for shown in ("anna@example.org", "Your code", "123456"):
        assert shown in printed
        assert shown in page


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_empty_box_says_so(client, demo, language):
    response = client.get("/demo/mail/", headers={"Accept-Language": language})

    assert response.status_code == 200
    assert response.context["mails"] == []
    assert f'<html lang="{language}">' in response.content.decode()


def test_the_newest_comes_first_and_fifty_are_kept():
    cache.clear()
    for number in range(52):
        send(f"Mail {number}")

    subjects = [mail["subject"] for mail in demo_mail.sent()]

    assert (subjects[0], subjects[-1], len(subjects)) == ("Mail 51", "Mail 2", 50)


def test_whoever_leaves_takes_their_mails_along(demo):
    send("Your code")
    other = EmailMessage("Theirs", "Hello.", to=["other@example.org"])
    demo_mail.EmailBackend().send_messages([other])

    demo_mail.forget("anna@example.org".__eq__)

    assert [mail["subject"] for mail in demo_mail.sent()] == ["Theirs"]


def test_without_a_demo_there_is_no_such_page(client):
    assert client.get("/demo/mail/").status_code == 404
