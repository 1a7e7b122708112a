import pytest
from django.core.cache import cache

from callrussia.limits import LIMITS
from calls.models import Ending, Fate, PhoneNumber, SuppressedNumber
from calls.pool.suppression import is_suppressed

ADDRESS = {"en": "/en/call/do-not-call/", "ru": "/ru/call/do-not-call/"}
DONE = "Done. Nobody will call this number from here any more."

AMOUNT = LIMITS["do-not-call"].buckets[0].capacity
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unlimited():
    cache.clear()


def ask(client, number, language="en"):
    return client.post(ADDRESS[language], {"number": number}, follow=True)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_anybody_may_ask_not_to_be_called(client, number, language):
    response = ask(client, "+7 946 123-45-67", language)

    assert response.redirect_chain == [(ADDRESS[language], 302)]
    assert PhoneNumber.objects.get().fate == Fate.SUPPRESSED
    assert is_suppressed(number.pk)


def test_whoever_holds_the_number_loses_it_at_once(client, drawn):
    ask(client, "+7 946 123-45-67")

    drawn.refresh_from_db()
    assert drawn.ending == Ending.TAKEN


def test_the_answer_is_the_same_for_known_unknown_and_suppressed_numbers(client, number):
    answers = [ask(client, spelled) for spelled in ("79461234567", "79477654321", "79461234567")]

    pages = {answer.content.decode().split("<main")[1] for answer in answers}
    assert [str(*answer.context["messages"]) for answer in answers] == [DONE] * 3
    assert len({page.split("csrfmiddlewaretoken")[0] for page in pages}) == 1
    assert not any("946" in str(*answer.context["messages"]) for answer in answers)


@pytest.mark.parametrize(
    "spelled",
    [
        "+79461234567",
        "8 (946) 123-45-67",
        "8-946-123-45-67",
        "7 946 123 45 67",
        "9461234567",
        " 8946 1234567 ",
        "8 10 7 946 1234567",
    ],
)
def test_any_spelling_is_read(client, spelled):
    ask(client, spelled)

    assert is_suppressed(79461234567)


def test_every_possible_number_is_accepted_though_the_library_calls_it_invalid(client):
    code = 930

    ask(client, f"+7 {code} 000-12-34")

    assert is_suppressed(int(f"7{code}0001234"))


@pytest.mark.parametrize(
    ("spelled", "words"),
    [
        ("", "Please type in your number."),
        ("who knows", "This is no phone number that we could read."),
        ("946 123", "We only call Russian mobile numbers"),
        ("+49 30 1234567", "We only call Russian mobile numbers"),
        ("+1 945 123 45 67", "We only call Russian mobile numbers"),
        ("+7 701 123 45 67", "We only call Russian mobile numbers"),
        ("+7 495 123 45 67", "We only call Russian mobile numbers"),
        ("+7 946 123 45 678", "We only call Russian mobile numbers"),
    ],
)
def test_what_is_no_russian_mobile_number_gets_a_clear_answer(client, spelled, words):
    response = ask(client, spelled)

    assert (response.status_code, words in response.content.decode()) == (422, True)
    assert response.context["form"]["number"].value() == spelled
    assert suppressed() == 0


def suppressed():
    return SuppressedNumber.objects.filter(source=SuppressedNumber.Source.PAGE).count()


def test_a_hash_keeps_its_source_day_and_batch(client):
    ask(client, "+7 946 123-45-67")

    kept = SuppressedNumber.objects.get(source="page")
    assert (kept.batch[:15], kept.day is None) == (f"page {kept.day}", False)


def test_a_flood_is_stopped(client):
    for last in range(AMOUNT):
        ask(client, f"+7 946 123-45-{last:02d}")

    response = ask(client, "+7 946 123-45-67")

    assert (response.status_code, suppressed()) == (429, AMOUNT)
    assert "Too many numbers came from your network." in response.content.decode()


def test_the_page_is_kept_in_no_cache(client):
    response = ask(client, "946 123")

    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_names_the_mailbox_and_where_to_complain(client, settings, language):
    settings.OBJECT_EMAIL = "object@example.org"

    page = client.get(ADDRESS[language]).text.partition("<main")[2].partition("</main>")[0]

    assert page.count('href="mailto:object@example.org"') == 1
    assert page.count(f'href="/{language}/help/"') == 1


def test_the_page_asks_a_fixed_number_of_queries(client, number, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(ADDRESS["en"])


def test_asking_needs_a_fixed_number_of_queries(client, number, django_assert_num_queries):
    # One for the rules, which a process reads every few seconds.
    with django_assert_num_queries(7):
        client.post(ADDRESS["en"], {"number": "+7 946 123-45-67"})
