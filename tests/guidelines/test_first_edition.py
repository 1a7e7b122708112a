import re

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from guidelines import drafts, library
from guidelines.models import Section

pytestmark = pytest.mark.django_db


def shape(body):
    """What a translation must share with its original: headings, quotes, items, in order."""
    lines = [line for line in body.splitlines() if not line.startswith("> (") and line != ">"]
    marks = (re.match(r"(#+|>|-|\d+\.)(?= )|$|", line)[0] or "text" * bool(line) for line in lines)
    return [mark for mark in marks if mark]


def test_the_first_edition_could_be_published_as_it_is():
    edition = library.live()

    assert edition.number == 1
    assert edition.must_reread
    assert drafts.problems(drafts.texts()) == []
    assert drafts.unexplained({"ru": edition.notes_ru, "en": edition.notes_en}) == []
    assert drafts.frozen(drafts.texts()) == edition.content


def test_both_languages_of_the_first_edition_are_built_alike():
    for section in Section.objects.all():
        assert shape(section.body_ru) == shape(section.body_en), section.slug


def test_in_english_every_line_to_say_is_russian_with_its_gloss():
    for section in Section.objects.all():
        russian = re.findall(r"^> (.+)$", section.body_ru, re.MULTILINE)
        english = re.findall(r"^> (.+)$", section.body_en, re.MULTILINE)

        assert english[::2] == russian, section.slug
        assert all(re.fullmatch(r"\([^А-Яа-яЁё]+\)", gloss) for gloss in english[1::2])


def test_the_first_edition_has_what_a_talk_needs():
    texts = library.live().content["ru"]

    assert 2 <= len(texts["openers"]) <= 3
    assert len(texts["hard"]) >= 5
    assert len(texts["sections"]) >= 7


@pytest.mark.django_db(transaction=True)
def test_the_migrations_of_texts_rights_and_guard_can_be_undone_and_done_again():
    app = "guidelines"
    targets = MigrationExecutor(connection).loader.graph.leaf_nodes()

    MigrationExecutor(connection).migrate([(app, "0001_initial")])
    undone = Section.objects.count()
    MigrationExecutor(connection).migrate(targets)

    assert undone == 0
    assert library.live().number == 1
