import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from callrussia.limits import LIMITS
from guidelines import notes, tokens
from guidelines.models import Note
from tests.factories import make_volunteer
from tests.guidelines.test_notes import approve

AMOUNT = LIMITS["note"].buckets[0].capacity
pytestmark = pytest.mark.django_db
ANSWERS = {"about": "no_answer", "text": "А где вы были восемь лет?"}
THANKS = "You asked for this one. Thank you."


def address(name="note", language="en"):
    with translation.override(language):
        return reverse(f"guidelines:{name}")


def send(client, language="en", **changes):
    return client.post(address(language=language), ANSWERS | changes)


def sign_in():
    client = Client()
    client.force_login(make_volunteer())
    return client


@pytest.fixture
def caller(client):
    client.force_login(make_volunteer())
    return client


def test_the_form_asks_for_one_of_three_and_warns(caller, django_assert_num_queries):
    caller.get(address())

    with django_assert_num_queries(1):
        page = caller.get(address())

    html = page.content.decode()
    assert page.status_code == 200
    assert re.findall('name="about" value="([a-z_]+)"', html) == ["helped", "harmed", "no_answer"]
    assert 'maxlength="1000"' in html
    assert "No names, places, ages or jobs" in html


def test_a_note_is_sent_and_the_writer_thanked(caller, django_assert_num_queries):
    caller.get(address())

    # The volunteer; then lock, those that wait, whether it came before, delete, insert.
    with django_assert_num_queries(8):
        answer = send(caller)
    page = caller.get(answer.url).content.decode()

    note = Note.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{address()}?sent")
    assert (note.text, note.about, note.language) == (ANSWERS["text"], "no_answer", "ru")
    assert "never with who wrote it" in page
    assert "<textarea" not in page


def test_the_language_is_that_of_the_words_and_not_of_the_page(caller):
    send(caller, language="ru", text="Where were you?")

    assert Note.objects.get().language == "en"


def test_what_was_taken_out_is_shown_before_it_is_sent(caller):
    page = send(caller, text="Он дал номер: 8 945 123-45-67.\r\nИ молчал.")
    html = page.content.decode()
    before = Note.objects.count()
    sent = page.context["form"]["text"].value()

    answer = send(caller, text=sent)

    assert page.status_code == 200
    assert "Send like this" in html
    assert "45-67" not in html
    assert (before, sent) == (0, "Он дал номер: […].\nИ молчал.")
    assert answer.status_code == 302
    assert Note.objects.get().text == sent


def test_what_is_added_after_the_look_is_looked_at_as_well(caller):
    send(caller, text="Номер 8 945 123-45-67")

    page = send(caller, text="Номер […], нет, 8 945 123-45-68")

    assert (page.status_code, Note.objects.count()) == (200, 0)
    assert page.context["form"]["text"].value() == "Номер […], нет, […]"


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"about": ""}, "about", "Please choose one of the three."),
        ({"text": " "}, "text", "This field is required."),
        ({"text": "8 945 123-45-67"}, "text", "Nothing else is left of it: please say more."),
        (
            {"text": "ы" * 1001},
            "text",
            "Ensure this value has at most 1000 characters (it has 1001).",
        ),
    ],
)
def test_what_is_missing_or_too_much_is_said(caller, changes, field, said):
    page = send(caller, **changes)

    assert (page.status_code, Note.objects.count()) == (422, 0)
    assert page.context["form"].errors[field] == [said]


def test_the_end_of_a_line_counts_once(caller):
    send(caller, text="\r\n".join(["ы" * 99] * 10))

    assert len(Note.objects.get().text) == 999


def test_a_double_click_leaves_one_note(caller):
    once = caller.get(address()).context["form"]["once"].value()
    again = caller.get(address()).context["form"]["once"].value()

    answers = [send(caller, once=once) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert {answer.cookies["asked_en"].value for answer in answers} == {
        answers[0].cookies["asked_en"].value
    }
    assert Note.objects.count() == 1
    assert once != again


def test_nobody_makes_up_a_crowd_on_one_day_and_no_word_is_lost(caller):
    answers = [send(caller, text=f"Слово {'а' * n}") for n in range(AMOUNT + 1)]
    page = answers[-1].content.decode()

    assert AMOUNT < notes.CROWD
    assert [answer.status_code for answer in answers] == [302] * AMOUNT + [429]
    assert "These are your notes for today" in page
    assert f"Слово {'а' * AMOUNT}" in page
    assert Note.objects.count() == AMOUNT
    assert send(sign_in()).status_code == 302


def test_a_second_click_on_the_last_note_of_a_day_is_no_note_more(caller):
    once = caller.get(address()).context["form"]["once"].value()
    for n in range(AMOUNT - 1):
        send(caller, text=f"Слово {'а' * n}")

    answers = [send(caller, once=once) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert send(caller).status_code == 429


def test_whoever_reads_the_notes_leaves_none_and_is_told_why(client, psychologist):
    pages = [client.get(address()), send(client)]

    assert [page.status_code for page in pages] == [403, 403]
    assert "You read these notes" in pages[0].content.decode()
    assert Note.objects.count() == 0


def test_digits_parted_by_what_cannot_be_seen_are_one_number(caller):
    page = send(caller, text="Номер 8945\u200b123\u00ad45\u206067")

    assert page.context["form"]["text"].value() == "Номер […]"


def test_a_look_and_a_mistake_do_not_count(caller):
    for _ in range(AMOUNT + 1):
        send(caller, about="")
        send(caller, text="Номер 8 945 123-45-67")

    assert send(caller).status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in(client, method):
    answer = getattr(client, method)(address(), ANSWERS if method == "post" else None)

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login").replace("/ru/", "/en/"))
    assert Note.objects.count() == 0
    # Kept nowhere until they are signed in: a session names its volunteer afterwards.
    assert client.session.keys() == {}.keys()


def test_the_page_is_kept_in_no_cache(caller):
    assert "no-store" in caller.get(address())["Cache-Control"]


def test_the_device_keeps_a_token_for_each_language_of_the_guidelines_alone(caller):
    answer = send(caller)

    cookies = {name: answer.cookies[name] for name in ("asked_en", "asked_ru")}
    assert {cookie["path"] for cookie in cookies.values()} == {"/en/guidelines/", "/ru/guidelines/"}
    assert len({cookie.value for cookie in cookies.values()}) == 1
    assert [
        (c["httponly"], c["samesite"], c["secure"], c["max-age"]) for c in cookies.values()
    ] == [(True, "Lax", "", 365 * 24 * 3600)] * 2


def test_in_production_the_token_needs_https(caller, settings):
    settings.SESSION_COOKIE_SECURE = True

    assert send(caller).cookies["__Secure-asked_en"]["secure"] is True


def test_the_device_keeps_the_latest_twenty(caller):
    kept = [f"{n:048x}" for n in range(tokens.MOST)]
    caller.cookies["asked_en"] = ".".join(["nonsense", *kept])

    held = send(caller).cookies["asked_en"].value.split(".")

    assert held[1:] == kept[:-1]
    assert notes.keeping.hash_of(held[0]) == Note.objects.get().token_hash


def read(client, language="en"):
    return client.get(address("read", language)).content.decode()


def test_the_thanks_stand_in_the_guidelines_of_the_right_device_once_published(
    caller, django_assert_num_queries
):
    send(caller)
    other = sign_in()
    send(other, text="Другое")
    Note.objects.update(is_shown=True)
    made = notes.answer(Note.objects.get(text=ANSWERS["text"]), make_volunteer())
    before = read(caller)

    approve(made)

    pages = [read(caller), read(other), read(Client())]
    assert THANKS not in before
    assert [page.count(THANKS) for page in pages] == [1, 0, 0]
    # The same device, signed out.
    caller.cookies.pop("sessionid")
    assert read(caller).count(THANKS) == 1
    # The newest edition, the day, and the notes of this device.
    with django_assert_num_queries(3):
        read(caller)
    # For those without a cookie the page is the one that was kept.
    with django_assert_num_queries(0):
        read(Client())


def test_a_page_with_thanks_is_kept_for_no_stranger(caller):
    send(caller)
    Note.objects.update(is_shown=True)
    approve(notes.answer(Note.objects.get(), make_volunteer()))
    caller.cookies.pop("sessionid")

    first, stranger, again = read(caller), read(Client()), read(caller)

    assert [page.count(THANKS) for page in (first, stranger, again)] == [1, 0, 1]
