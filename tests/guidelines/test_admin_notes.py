"""What psychologists see of notes, and do with them."""

import re

import pytest
from django.contrib.admin import site
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import translation

from guidelines import notes
from guidelines.models import HardSentence, Note
from tests.factories import make_volunteer
from tests.guidelines.texts import make_note

pytestmark = pytest.mark.django_db


def address(act="changelist", *args):
    with translation.override("en"):
        return reverse(f"admin:guidelines_note_{act}", args=args)


def make(client, note, **fields):
    return client.post(address("answer"), {"note": note.pk} | fields)


def test_only_notes_that_are_shown_are_listed_by_their_random_ids(client, psychologist):
    shown = [make_note(f"Показано {n}") for n in range(3)]
    waiting = make_note("Ещё ждёт", is_shown=False)

    page = client.get(address())

    listed = [*page.context["cl"].result_list]
    html = page.content.decode()
    assert listed == sorted(shown, key=lambda note: note.pk)
    assert "Ещё ждёт" not in html
    # Neither is it counted.
    assert page.context["cl"].full_result_count == 3
    assert client.get(address("change", waiting.pk)).status_code == 302
    assert make(client, waiting).status_code == 404


def test_while_none_is_shown_the_list_says_when_they_come(client, psychologist):
    for n in range(4):
        notes.leave(Note.About.HELPED, "ru", f"Ждёт {'а' * n}")

    html = client.get(address()).content.decode()

    said = "Notes come once at least five wait"
    assert said in html
    assert "Ждёт" not in html
    make_note()
    assert said not in client.get(address()).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("about__exact=helped", ["Помогло"]),
        ("language__exact=en", ["Missing"]),
        ("is_done__exact=1", ["Сделано"]),
    ],
)
def test_they_are_told_apart_by_kind_language_and_state(client, psychologist, query, found):
    make_note("Помогло", about="helped")
    make_note("Missing", about="harmed", language="en")
    make_note("Сделано", about="harmed", is_done=True)

    page = client.get(f"{address()}?{query}")

    assert [note.text for note in page.context["cl"].result_list] == found


def test_the_list_takes_as_many_queries_for_many_as_for_one(
    client, psychologist, django_assert_max_num_queries
):
    made = notes.answer(make_note(), psychologist)
    client.get(address())
    with django_assert_max_num_queries(10) as few:
        client.get(address())
    for _ in range(3):
        make_note(answer=made)

    with django_assert_max_num_queries(len(few)):
        client.get(address())


def test_nothing_but_done_is_changed_and_nothing_added(client, psychologist):
    note = make_note("Слова")

    client.post(address("change", note.pk), {"is_done": "on", "text": "Другие", "about": "helped"})

    note.refresh_from_db()
    assert (note.is_done, note.text, note.about) == (True, "Слова", Note.About.NO_ANSWER)
    assert client.get(address("add")).status_code == 403


def test_whoever_marks_a_note_leaves_the_answer_that_a_colleague_made_meanwhile(psychologist):
    note = make_note()
    seen = Note.objects.get()
    made = notes.answer(note, psychologist)

    seen.is_done = True
    site._registry[Note].save_model(None, seen, form=None, change=True)

    note.refresh_from_db()
    assert (note.is_done, note.answer) == (True, made)


def test_a_note_that_names_somebody_is_deleted_and_no_word_of_it_stays(client, psychologist):
    note = make_note("Анна с нашей улицы")

    client.post(address("delete", note.pk), {"post": "yes"})

    assert not Note.objects.exists()
    assert [entry.object_repr for entry in LogEntry.objects.all()] == [str(note.pk)]


def test_the_address_asks_nothing_of_the_hash_of_a_device(client, psychologist):
    note = make_note()

    answer = client.get(f"{address()}?token_hash__startswith={note.token_hash[:2]}")

    assert answer.status_code == 400


def test_one_click_leads_to_the_form_of_the_new_hard_sentence(client, psychologist):
    note = make_note("А вы где были?")
    button = f'value="{note.pk}" formaction="{address("answer")}"'
    pages = [client.get(address()), client.get(address("change", note.pk))]

    answers = [make(client, note) for _ in range(2)]

    made = HardSentence.objects.get(they_say_ru="А вы где были?")
    with translation.override("en"):
        form = reverse("admin:guidelines_hardsentence_change", args=[made.pk])
    assert [page.content.decode().count(button) for page in pages] == [1, 1]
    assert "Save and hand in for review" not in pages[1].content.decode()
    assert [answer.url for answer in answers] == [form, form]
    assert made.edited_by == psychologist
    assert client.get(form).status_code == 200
    after = client.get(address()).content.decode()
    assert (button in after, f'<a href="{form}">' in after) == (False, True)


@pytest.mark.parametrize("note", ["5a1bce1e-26a5-4f2c-9d1f-7f2c8d1b0e55", "nonsense", ""])
def test_a_note_that_never_was_is_not_found(client, psychologist, note):
    assert client.post(address("answer"), {"note": note}).status_code == 404


def test_making_a_sentence_is_an_act_and_no_place(client, psychologist):
    assert client.get(address("answer")).url == address()


def test_moderators_see_no_note(client):
    moderator = make_volunteer(is_staff=True)
    moderator.groups.add(Group.objects.get(name="moderators"))
    client.force_login(moderator)
    note = make_note("Слова")

    pages = [client.get(address()), client.get(address("change", note.pk)), make(client, note)]

    assert [page.status_code for page in pages] == [403] * 3
    assert "/guidelines/note/" not in client.get(reverse("admin:index")).content.decode()
    assert not HardSentence.objects.filter(they_say_ru="Слова").exists()


def test_the_history_names_nobody(client, psychologist, colleague):
    note = make_note("Слова")
    client.post(address("change", note.pk), {"is_done": "on"})
    client.force_login(colleague)

    html = client.get(address("history", note.pk)).content.decode()

    assert "Changed" in html
    assert not re.search(rf"{psychologist.email}|#{psychologist.pk}\b", html)
