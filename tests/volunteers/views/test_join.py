"""Signing up: who is asked what, who is refused, and that nobody learns who has joined."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db.models.signals import pre_save
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories import make_volunteer
from volunteers.addresses import pseudonym
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db

ANSWERS = {
    "email": "Anna@Example.org",
    "country": "LT",
    "time_zone": "",
    "language": "en",
    "where_now": "elsewhere",
    "speaks_russian": "yes",
    "accepts_code": "on",
    "is_adult": "on",
}


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


def address(name, language="en"):
    with translation.override(language):
        return reverse(name)


def join(client, **answers):
    return client.post(address("volunteers:join"), ANSWERS | answers)


def code_of(sent):
    return re.search(r"^\d{6}$", sent.body, re.MULTILINE)[0]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_asks_in_both_languages(client, language, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(address("volunteers:join", language))

    assert response.status_code == 200
    assert response.context["form"]["language"].initial == language


def test_whoever_joins_proves_the_address_and_then_reads_the_guidelines(client):
    waiting = join(client).headers["Location"]
    page = client.get(waiting)
    read = client.post(waiting, {"code": code_of(mail.outbox[0])})

    volunteer = Volunteer.objects.get()
    assert page.status_code == 200
    assert "anna@example.org" in page.content.decode()
    assert read.headers["Location"] == address("guidelines:read")
    assert client.session["_auth_user_id"] == str(volunteer.pk)
    assert EmailAddress.objects.filter(verified=True).get().user == volunteer
    assert (volunteer.pseudonym, volunteer.address) == (pseudonym("anna@example.org"), "")
    assert volunteer.country.code == "LT"
    assert volunteer.time_zone == "Europe/Vilnius"
    assert volunteer.code_accepted_on == volunteer.joined_on
    assert volunteer.has_usable_password() is False


def test_without_the_code_nobody_gets_in(client):
    waiting = join(client).headers["Location"]
    wrong = f"{(int(code_of(mail.outbox[0])) + 1) % 1_000_000:06}"

    response = client.post(waiting, {"code": wrong})

    assert response.context["form"].errors["code"] == [
        "This is not the code that we sent. Look at the newest e-mail."
    ]
    assert "_auth_user_id" not in client.session


def test_a_code_of_four_digits_is_counted_for_its_reader(client):
    waiting = join(client).headers["Location"]

    response = client.post(waiting, {"code": "48 29"})

    assert response.context["form"].errors["code"] == ["The code has six digits. You have typed 4."]


def test_a_new_code_can_be_sent_and_the_older_one_is_dead(client):
    waiting = join(client).headers["Location"]
    cache.clear()
    client.post(waiting, {"action": "resend"})
    first, second = (code_of(sent) for sent in mail.outbox)

    client.post(waiting, {"code": first})
    signed_in_by_first = "_auth_user_id" in client.session
    client.post(waiting, {"code": second})

    assert signed_in_by_first is False
    assert "_auth_user_id" in client.session


def test_the_chosen_language_holds_for_mails_and_pages_from_then_on(client):
    waiting = join(client, language="ru").headers["Location"]
    read = client.post(waiting, {"code": code_of(mail.outbox[0])})

    assert mail.outbox[0].subject.startswith("Звонок в\N{NO-BREAK SPACE}Россию")
    assert read.headers["Location"] == address("guidelines:read", "ru")


def test_the_time_zone_that_was_chosen_is_kept(client):
    join(client, country="US", time_zone="America/Chicago")

    assert Volunteer.objects.get().time_zone == "America/Chicago"


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("email", "no address"),
        ("country", "XX"),
        ("time_zone", "Europe/Nowhere"),
        ("language", "de"),
        ("where_now", ""),
        ("speaks_russian", ""),
        ("accepts_code", ""),
        ("is_adult", ""),
    ],
)
def test_a_wrong_or_missing_answer_is_named_and_the_others_stay(client, field, answer):
    response = join(client, **{field: answer})

    form = response.context["form"]
    others = [name for name in ANSWERS if name not in (field, "accepts_code", "is_adult")]
    assert response.status_code == 422
    assert list(form.errors) == [field]
    assert [form[name].value() for name in others] == [ANSWERS[name] for name in others]
    assert Volunteer.objects.count() == 0


@pytest.mark.parametrize(("field", "answer"), [("country", "BY"), ("where_now", "inside")])
def test_whoever_is_in_russia_or_belarus_is_refused_with_the_reason(client, field, answer):
    response = join(client, **{field: answer})

    form = response.context["form"]
    assert response.status_code == 422
    assert list(form.errors) == [field]
    assert form.errors.as_data()[field][0].code == "resident"
    assert form["email"].value() == ANSWERS["email"]
    assert Volunteer.objects.count() == 0
    assert mail.outbox == []


def test_the_owner_can_turn_the_refusal_into_a_warning(client, settings):
    settings.REFUSE_RESIDENTS = False

    response = join(client, country="RU", where_now="inside")
    page = client.get(response.headers["Location"])

    assert Volunteer.objects.get().time_zone == "Europe/Moscow"
    assert [message.tags for message in page.context["messages"]] == ["warning"]


def test_whoever_does_not_speak_russian_is_shown_other_ways_and_nothing_is_stored(client):
    response = client.post(address("volunteers:join"), {"speaks_russian": "no"})

    assert response.headers["Location"] == address("campaign:other_ways")
    assert Volunteer.objects.count() == 0
    assert mail.outbox == []


def test_an_address_that_has_an_account_gets_the_same_answer_as_a_new_one(client):
    make_volunteer(email="known@example.org", language="ru")

    new = join(client, email="new@example.org")
    known = join(Client(), email="known@example.org")
    pages = [
        client.get(new.headers["Location"]).content.decode(),
        client.get(known.headers["Location"]).content.decode(),
    ]

    assert (known.status_code, known.headers["Location"]) == (
        new.status_code,
        new.headers["Location"],
    )
    assert [sent.to for sent in mail.outbox] == [["new@example.org"], ["known@example.org"]]
    assert "/ru/account/login/" in mail.outbox[1].body
    assert re.search(r"\d{6}", mail.outbox[1].body) is None
    assert len(pages[0]) == len(pages[1])
    assert Volunteer.objects.count() == 2


def test_whoever_was_overtaken_by_their_own_second_click_gets_the_same_answer(client):
    def overtake(instance, **kwargs):
        Volunteer.objects.bulk_create([Volunteer(pseudonym=instance.pseudonym, password="!")])

    pre_save.connect(overtake, sender=Volunteer)
    try:
        response = join(client)
    finally:
        pre_save.disconnect(overtake, sender=Volunteer)

    assert response.headers["Location"] == address("account_email_verification_sent")
    assert [sent.to for sent in mail.outbox] == [["anna@example.org"]]


def test_one_network_joins_twenty_times_at_once_at_most(client):
    statuses = [join(client, email="no address").status_code for _ in range(21)]

    assert statuses == [422] * 20 + [429]


def test_another_address_can_be_given_instead_of_waiting_for_a_code(client):
    join(client, email="mistyped@example.org")

    page = client.get(address("volunteers:join"))
    waiting = join(client, email="right@example.org").headers["Location"]
    client.post(waiting, {"code": code_of(mail.outbox[1])})

    assert page.status_code == 200
    right = Volunteer.objects.get(pseudonym=pseudonym("right@example.org"))
    assert client.session["_auth_user_id"] == str(right.pk)


def test_allauths_own_address_of_sign_up_leads_here(client):
    response = client.get(address("account_signup"))

    assert response.headers["Location"] == address("volunteers:join")
