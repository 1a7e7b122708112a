import pytest

from guidelines import drafts, library
from guidelines.models import Opener, Section
from tests.guidelines.texts import make_opener, make_section

pytestmark = pytest.mark.django_db


def changes():
    found = drafts.changes(library.live().content, drafts.frozen(drafts.texts()))
    return [(str(each.kind), each.name, each.language, each.lines) for each in found]


def test_untouched_drafts_change_nothing():
    assert changes() == []


def test_a_changed_line_is_shown_with_what_it_replaces():
    Section.objects.filter(slug="prepare").update(title_en="Get ready")
    next_line = Section.objects.get(slug="prepare").body_en.splitlines()[0]

    assert changes() == [
        (
            "Sections",
            "Get ready",
            "en",
            [
                ("@", "@ -1,2 +1,2 @@"),
                ("-", "Prepare yourself"),
                ("+", "Get ready"),
                (" ", next_line),
            ],
        )
    ]


def test_a_new_text_a_paused_one_and_another_order_are_changes():
    section = make_section("new")
    make_opener(order=0, text_ru="Добрый день.", text_en="Good day.")
    paused = Opener.objects.exclude(order=0).first()
    Opener.objects.filter(pk=paused.pk).update(is_paused=True)
    Section.objects.filter(slug="prepare").update(order=80)

    english = [(kind, name) for kind, name, language, _ in changes() if language == "en"]

    assert english == [
        ("Sections", section.title_en),
        ("Sections", "Order"),
        ("Openers", "Good day."),
        ("Openers", paused.text_en),
    ]


def test_everything_is_new_where_nothing_was_published():
    texts = drafts.texts()

    found = drafts.changes(None, drafts.frozen(texts))

    assert len(found) == 2 * sum(len(rows) for rows in texts.values())


def test_the_drafts_take_one_query_a_kind(django_assert_num_queries):
    with django_assert_num_queries(3):
        drafts.frozen(drafts.texts())
    make_section("one")
    make_section("two")
    with django_assert_num_queries(3):
        drafts.frozen(drafts.texts())
