"""Signing in with a code: the only way in, for volunteers and staff alike."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories import make_volunteer
from volunteers import membership
from volunteers.models import Standing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


def address(name, language="en"):
    with translation.override(language):
        return reverse(name)


def ask_for_code(client, email, **more):
    return client.post(address("account_login"), {"login": email} | more)


def code_of(sent):
    return re.search(r"^\d{6}$", sent.body, re.MULTILINE)[0]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_asks_for_an_address_only(client, language, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(address("account_login", language))

    assert response.status_code == 200
    assert list(response.context["form"].fields) == ["login"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_code_signs_in_and_the_account_speaks_its_own_language(client, settings, language):
    volunteer = make_volunteer(language=language)

    waiting = ask_for_code(client, volunteer.email.upper()).headers["Location"]
    page = client.get(waiting)
    response = client.post(waiting, {"code": code_of(mail.outbox[0])})

    assert page.status_code == 200
    assert mail.outbox[0].subject.split(": ")[0] == settings.BRAND[language]
    assert response.headers["Location"] == address("calls:home", language)
    assert client.session["_auth_user_id"] == str(volunteer.pk)
    assert len(mail.outbox) == 1


def test_the_code_is_alone_on_its_line_of_a_plain_text(client):
    ask_for_code(client, make_volunteer().email)

    assert len(re.findall(r"^\d{6}$", mail.outbox[0].body, re.MULTILINE)) == 1
    assert mail.outbox[0].alternatives == []
    assert "&" not in mail.outbox[0].body


def test_known_unknown_and_suspended_addresses_get_the_same_answer():
    known, suspended = make_volunteer(email="a@example.org"), make_volunteer(email="b@example.org")
    membership.suspend(suspended, Standing.BANNED, by=make_volunteer(is_superuser=True))
    answers, pages = [], []
    for email in (known.email, suspended.email, "c@example.org"):
        client = Client()
        answer = ask_for_code(client, email)
        page = client.get(answer.headers["Location"]).content.decode()
        answers.append((answer.status_code, answer.headers["Location"]))
        pages.append(re.sub(r'value="\w{64}"', "", page).replace(email, ""))

    assert answers == [answers[0]] * 3
    assert pages == [pages[0]] * 3
    assert [sent.subject for sent in mail.outbox] == [
        "Call Russia: your code",
        "Call Russia: your account is suspended",
        "Call Russia: no account at this address",
    ]


def test_after_five_wrong_codes_the_right_one_is_refused_too(client):
    waiting = ask_for_code(client, make_volunteer().email).headers["Location"]
    right = code_of(mail.outbox[0])
    wrong = f"{(int(right) + 1) % 1_000_000:06}"

    statuses = [client.post(waiting, {"code": wrong}).status_code for _ in range(5)]
    client.post(waiting, {"code": right})

    assert statuses == [200, 200, 200, 200, 302]
    assert "_auth_user_id" not in client.session


def test_three_codes_at_once_are_sent_to_one_address_and_then_ten_an_hour(client):
    volunteer = make_volunteer()
    for _ in range(4):
        response = ask_for_code(client, volunteer.email)

    assert response.status_code == 429
    assert 300 < int(response.headers["Retry-After"]) <= 360
    assert response.context["notice"] == "That was too often. Please wait a few minutes."
    assert response.context["form"]["login"].value() == volunteer.email
    assert len(mail.outbox) == 3


def test_bad_input_is_named(client):
    response = ask_for_code(client, "no address")

    assert response.status_code == 422
    assert response.context["form"].errors["login"] == [
        "This does not look like an e-mail address."
    ]


def test_a_next_page_on_this_site_is_kept_and_no_other():
    for wanted, expected in [
        ("/en/guidelines/", "/en/guidelines/"),
        ("https://evil.example/", "/en/call/"),
    ]:
        client = Client()
        waiting = ask_for_code(client, make_volunteer().email, next=wanted).headers["Location"]
        response = client.post(waiting, {"code": code_of(mail.outbox[-1])})

        assert response.headers["Location"] == expected


def test_whoever_signed_up_although_they_have_an_account_can_sign_in_at_once(client):
    volunteer = make_volunteer()
    answers = {
        "email": volunteer.email,
        "country": "LT",
        "language": "en",
        "where_now": "elsewhere",
        "speaks_russian": "yes",
        "accepts_code": "on",
        "is_adult": "on",
    }
    client.post(address("volunteers:join"), answers)

    page = client.get(address("account_login"))
    waiting = ask_for_code(client, volunteer.email).headers["Location"]
    client.post(waiting, {"code": code_of(mail.outbox[-1])})

    assert page.status_code == 200
    assert client.session["_auth_user_id"] == str(volunteer.pk)


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.BANNED])
def test_a_suspended_session_ends_at_the_next_request(client, standing):
    volunteer = make_volunteer()
    waiting = ask_for_code(client, volunteer.email).headers["Location"]
    client.post(waiting, {"code": code_of(mail.outbox[0])})
    before = client.get(address("volunteers:settings")).status_code

    membership.suspend(volunteer, standing, by=make_volunteer(is_superuser=True))
    after = client.get(address("volunteers:settings"))

    assert before == 200
    assert after.status_code == 302
    assert after.headers["Location"].startswith(address("account_login"))


def test_whoever_is_suspended_between_asking_and_typing_is_told_so(client):
    volunteer = make_volunteer()
    waiting = ask_for_code(client, volunteer.email).headers["Location"]
    membership.suspend(volunteer, Standing.PAUSED, by=make_volunteer(is_superuser=True))

    response = client.post(waiting, {"code": code_of(mail.outbox[0])})
    page = client.get(response.headers["Location"])

    assert response.headers["Location"] == address("account_inactive")
    assert page.status_code == 200
    assert "_auth_user_id" not in client.session


def test_staff_come_in_the_same_way_and_others_not_at_all(client):
    answers = {}
    for who in ("guest", "volunteer", "staff"):
        client = Client()
        if who != "guest":
            client.force_login(make_volunteer(is_staff=who == "staff"))
        response = client.get(address("admin:index"))
        if response.status_code == 302:
            response = client.get(response.headers["Location"])
        answers[who] = (response.status_code, response.headers.get("Location"))

    assert answers == {
        "guest": (302, f"{address('account_login')}?next=%2Fen%2Fadmin%2F"),
        "volunteer": (403, None),
        "staff": (200, None),
    }


@pytest.mark.parametrize("language", ["ru", "en"])
def test_signing_out_asks_and_then_does_it(client, language, django_assert_num_queries):
    client.force_login(make_volunteer())
    with django_assert_num_queries(2):
        page = client.get(address("account_logout", language))
    still = "_auth_user_id" in client.session
    response = client.post(address("account_logout", language))

    assert (page.status_code, still) == (200, True)
    assert response.headers["Location"] == address("campaign:landing", language)
    assert "_auth_user_id" not in client.session
