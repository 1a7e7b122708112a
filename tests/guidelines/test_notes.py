"""What happens to a note: left, shown with others, answered, thanked for."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from guidelines import library, notes, review
from guidelines.models import HardSentence, Note, Status
from tests.factories import make_volunteer
from tests.guidelines.texts import make_hard, make_note, publish

pytestmark = pytest.mark.django_db
SENTENCE = "А где вы были восемь лет?"


def leave(text=SENTENCE, about=Note.About.NO_ANSWER, language="ru", **fields):
    return notes.leave(about, language, text, **fields)


def leave_many(amount):
    return [leave(f"Слово {'а' * n}") for n in range(amount)]


def in_threads(act, amount):
    def work(n):
        try:
            return act(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(amount) as workers:
        return list(workers.map(work, range(amount)))


def approve(sentence):
    """Finish and publish a hard sentence that came of a note."""
    HardSentence.objects.filter(pk=sentence.pk).update(
        they_say_en="And where were you?", you_can_say_ru="Слушаю.", you_can_say_en="I listen."
    )
    review.hand_in(sentence)
    assert review.approve(sentence, make_volunteer())
    return publish()


def test_a_note_is_kept_cleaned_and_hidden():
    leave("Он сказал: 8 945 123-45-67", about=Note.About.HELPED)

    note = Note.objects.get()
    assert (note.text, note.about, note.language) == ("Он сказал: […]", "helped", "ru")
    assert (note.is_shown, note.is_done, note.answer) == (False, False, None)


def test_the_server_keeps_but_the_hash_of_a_token_that_nobody_guesses():
    tokens = [leave() for _ in range(3)]

    kept = {note.token_hash for note in Note.objects.all()}
    assert len({*tokens}) == 3
    assert {len(bytes.fromhex(token)) for token in tokens} == {24}
    assert kept == {hashlib.sha256(token.encode()).hexdigest() for token in tokens}
    assert not kept & {*tokens}


def test_a_second_click_leaves_one_note_and_the_same_token():
    first, second = (leave(once="chance") for _ in range(2))
    other = leave("Другое", once="chance")

    assert (first == second, first == other) == (True, False)
    assert Note.objects.count() == 2


def test_what_would_be_guessed_from_the_words_alone_is_not_the_token():
    assert leave(once="one chance") != leave(once="another")


def test_fewer_than_five_wait_unseen():
    leave_many(4)

    assert notes.show_waiting() == 0
    assert not Note.objects.filter(is_shown=True).exists()


def test_five_are_shown_at_once_and_only_once():
    leave_many(5)

    shown = [notes.show_waiting(), notes.show_waiting()]
    leave("Шестое")

    assert shown == [5, 0]
    assert Note.objects.filter(is_shown=True).count() == 5
    assert notes.show_waiting() == 0


def test_the_one_who_leaves_the_fifth_does_not_show_them():
    leave_many(6)

    assert not Note.objects.filter(is_shown=True).exists()


def test_what_psychologists_did_with_older_notes_stays():
    done = make_note("Старое", is_done=True, answer=make_hard())
    leave_many(5)

    notes.show_waiting()

    done.refresh_from_db()
    assert (done.is_done, done.answer is None) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_and_writers_at_once_lose_nothing_and_show_no_small_group():
    leave_many(4)

    def act(n):
        return notes.show_waiting() if n % 2 else len(leave(f"Ещё {'б' * n}"))

    in_threads(act, 8)
    waiting = Note.objects.filter(is_shown=False).count()
    shown = Note.objects.filter(is_shown=True).count()

    assert waiting + shown == 8
    assert shown in (0, 5, 6, 7, 8)


def test_one_click_makes_a_draft_of_it_and_a_second_makes_nothing_more():
    note, psychologist = make_note(), make_volunteer()
    last = HardSentence.objects.order_by("order").last().order
    before = HardSentence.objects.count()

    made, again = (notes.answer(note, psychologist) for _ in range(2))

    note.refresh_from_db()
    assert (made, note.answer) == (again, made)
    assert HardSentence.objects.count() == before + 1
    made.refresh_from_db()
    assert (made.they_say_ru, made.they_say_en) == (SENTENCE, "")
    assert (made.you_can_say_ru, made.you_can_say_en) == ("", "")
    assert (made.status, made.edited_by, made.order) == (Status.DRAFT, psychologist, last + 1)


def test_what_an_english_note_says_is_said_in_english():
    made = notes.answer(make_note("Where were you?", language="en"), make_volunteer())

    assert (made.they_say_ru, made.they_say_en) == ("", "Where were you?")


def test_a_note_that_waits_is_not_answered():
    with pytest.raises(Note.DoesNotExist):
        notes.answer(make_note(is_shown=False), make_volunteer())


@pytest.mark.django_db(transaction=True)
def test_two_psychologists_at_once_make_one_sentence_of_a_note():
    note, people = make_note(), [make_volunteer() for _ in range(4)]
    before = HardSentence.objects.count()

    made = in_threads(lambda n: notes.answer(note, people[n]).pk, 4)

    assert len({*made}) == 1
    assert HardSentence.objects.count() == before + 1


def test_thanks_come_with_the_edition_to_whom_they_are_due_and_not_before():
    token, other = leave(), leave("Другое")
    Note.objects.update(is_shown=True)
    made = notes.answer(Note.objects.get(text=SENTENCE), make_volunteer())

    before = notes.thank([token, other])
    approve(made)

    assert before == set()
    assert notes.thank([other, token]) == {made.pk}
    assert notes.thank([other]) == notes.thank([]) == notes.thank(["guessed"]) == set()


def test_thanks_end_with_the_last_edition_that_has_the_sentence():
    token = leave()
    Note.objects.update(is_shown=True)
    made = notes.answer(Note.objects.get(), make_volunteer())
    approve(made)
    HardSentence.objects.filter(pk=made.pk).update(is_paused=True)
    publish()

    assert made.pk not in [text["id"] for text in library.live().content["ru"]["hard"]]
    assert notes.thank([token]) == set()


def test_thanking_on_a_page_takes_one_query(django_assert_num_queries):
    token = leave()

    with django_assert_num_queries(1):
        notes.thank([token] * 20, among=[1, 2, 3])
