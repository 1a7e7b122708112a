import pytest

from guidelines import drafts, library
from guidelines.models import Opener, Section
from tests.guidelines.texts import make_opener, make_section, make_turn

pytestmark = pytest.mark.django_db


def changes():
    found = drafts.changes(library.live().content, drafts.frozen(drafts.texts()))
    return [(str(each.kind), each.name, each.language, each.parts) for each in found]


def test_untouched_drafts_change_nothing():
    assert changes() == []


def test_a_changed_word_is_shown_among_those_around_it():
    Section.objects.filter(slug="prepare").update(title_en="Prepare your voice")

    ((kind, name, language, parts),) = changes()

    assert (kind, name, language) == ("sections", "Prepare your voice", "en")
    assert parts[:3] == [(" ", "Prepare "), ("-", "yourself"), ("+", "your voice")]
    # A long stretch that stays is cut down.
    assert " … " in parts[3][1]


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("", "", []),
        ("", "one two", [("+", "one two")]),
        ("one two", "", [("-", "one two")]),
        ("one two three", "one three", [(" ", "one "), ("-", "two "), (" ", "three")]),
        ("one\n\ntwo", "one\n\n2", [(" ", "one\n\n"), ("-", "two"), ("+", "2")]),
    ],
)
def test_words_are_compared(before, after, parts):
    assert drafts.word_diff(before, after) == parts


def test_a_changed_choice_of_the_rehearsal_is_a_change_of_its_turn():
    turn = make_turn("goodbye-again", None)
    before = drafts.frozen(drafts.texts())
    turn.choices.update(helps=False)

    found = drafts.changes(before, drafts.frozen(drafts.texts()))

    assert [(each.name, each.language) for each in found] == [("Алло?", "ru"), ("Hello?", "en")]


def test_a_new_text_a_paused_one_and_another_order_are_changes():
    section = make_section("new")
    make_opener(order=0, text_ru="Добрый день.", text_en="Good day.")
    paused = Opener.objects.exclude(order=0).first()
    Opener.objects.filter(pk=paused.pk).update(is_paused=True)
    Section.objects.filter(slug="prepare").update(order=80)

    english = [(kind, name) for kind, name, language, _ in changes() if language == "en"]

    assert english == [
        ("sections", section.title_en),
        ("sections", "Order"),
        ("openers", "Good day."),
        ("openers", paused.text_en),
    ]


def test_everything_is_new_where_nothing_was_published():
    texts = drafts.texts()

    found = drafts.changes(None, drafts.frozen(texts))

    assert len(found) == 2 * sum(len(rows) for rows in texts.values())


def test_the_drafts_take_one_query_a_kind_and_one_for_choices(django_assert_num_queries):
    with django_assert_num_queries(9):
        drafts.frozen(drafts.texts())
    make_section("one")
    make_section("two")
    make_turn("three", None)
    with django_assert_num_queries(9):
        drafts.frozen(drafts.texts())
