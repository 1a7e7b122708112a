"""What is said aloud in the rehearsal, what is told of it, and how far it is to the end."""

import pytest

from guidelines import library, rehearsal
from guidelines.rehearsal import Part


def content(*turns):
    """An edition of (slug, they, choices) in both languages; a choice is (say, next)."""
    return {
        language: {
            "turns": [
                {
                    "slug": slug,
                    "they": they[place],
                    "choices": [
                        {"say": say[place], "helps": True, "why": "Why", "next": target}
                        for say, target in choices
                    ],
                }
                for slug, they, choices in turns
            ]
        }
        for place, language in enumerate(("ru", "en"))
    }


SAY = ("Да.", "Yes.")


def heard(ru, en, language):
    made = content(("hello", (ru, en), []))
    return rehearsal.turn(made, "hello", language)["heard"]


def said(ru, en, language="en"):
    made = content(("hello", ("«Алло?»", "“Yes?”"), [((ru, en), None)]))
    return rehearsal.turn(made, "hello", language)["choices"][0]["say"]


def test_what_stands_in_quotes_is_said_aloud_and_the_rest_is_told():
    ru, en = "Гудок. Голос: «Алло?»", "A tone. A voice: “Yes?”"

    assert heard(ru, en, "ru") == [Part(False, "Гудок. Голос:"), Part(True, "Алло?")]
    assert heard(ru, en, "en") == [Part(False, "A tone. A voice:"), Part(True, "Алло?", "Yes?")]


def test_between_and_behind_the_quotes_sentences_stay_whole():
    ru = "«Скоро всё кончится». Пауза. «Он там…» — начинает она."
    en = "“It will be over soon.” A pause. “He is there…” she begins."

    assert heard(ru, en, "ru") == [
        Part(True, "Скоро всё кончится."),
        Part(False, "Пауза."),
        Part(True, "Он там…"),
        Part(False, "Начинает она."),
    ]
    assert [part.text for part in heard(ru, en, "en") if not part.is_said] == [
        "A pause.",
        "She begins.",
    ]


def test_without_quotes_what_is_heard_is_told_and_what_one_says_is_said():
    assert heard("Короткие гудки.", "Short tones.", "en") == [Part(False, "Short tones.")]
    assert said("Понимаю.", "I understand.") == [Part(True, "Понимаю.", "I understand.")]


def test_what_is_done_without_a_word_stands_in_brackets():
    assert said("(Положить трубку.)", "(Hang up.)") == [Part(False, "Hang up.")]
    assert said("Понимаю (и вас).", "I see (you, too).") == [
        Part(True, "Понимаю (и вас).", "I see (you, too).")
    ]


def test_where_the_languages_differ_the_whole_stands_below_the_whole():
    ru, en = "Сказать: «Спасибо».", "Thank them."

    assert said(ru, en) == [Part(True, ru, en)]


def test_a_turn_that_is_not_there_is_none():
    made = content(("hello", SAY, []))

    assert rehearsal.turn(made, "elsewhere", "en") is None
    assert rehearsal.first(made) == "hello"
    assert rehearsal.first({"ru": {}}) is None


@pytest.mark.parametrize(
    ("slug", "left"), [("hello", (2, 3)), ("angry", (2, 2)), ("goodbye", (1, 1)), ("over", (0, 0))]
)
def test_it_is_known_how_many_answers_are_left(slug, left):
    made = content(
        ("hello", SAY, [(SAY, "angry"), (SAY, "goodbye")]),
        ("angry", SAY, [(SAY, "goodbye")]),
        ("goodbye", SAY, [(SAY, None), (SAY, "over")]),
        ("over", SAY, []),
    )

    assert rehearsal.left(made, slug) == left


def test_nobody_can_tell_how_many_where_the_talk_goes_round():
    made = content(
        ("hello", SAY, [(SAY, "again"), (SAY, None)]),
        ("again", SAY, [(SAY, "hello")]),
    )

    assert rehearsal.left(made, "hello") is None


@pytest.mark.django_db
def test_what_is_published_is_cut_alike_in_both_languages_and_comes_to_an_end():
    published = library.live().content

    def kinds(slug, language):
        turn = rehearsal.turn(published, slug, language)
        texts = [turn["heard"], *(choice["say"] for choice in turn["choices"])]
        return [[part.is_said for part in parts] for parts in texts]

    slugs = [turn["slug"] for turn in published["ru"]["turns"]]
    assert [slug for slug in slugs if kinds(slug, "ru") != kinds(slug, "en")] == []
    assert [slug for slug in slugs if rehearsal.left(published, slug) is None] == []
