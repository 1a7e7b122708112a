import re

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from guidelines import drafts, library
from guidelines.models import Edition, Fact, Section

pytestmark = pytest.mark.django_db
FIELDS = {name: kind.fields for name, kind in drafts.KINDS.items()}


def shape(body):
    """What a translation must share with its original: headings, quotes, items, in order."""
    lines = [line for line in body.splitlines() if not line.startswith("> (") and line != ">"]
    marks = (re.match(r"(#+|>|-|\d+\.)(?= )|$|", line)[0] or "text" * bool(line) for line in lines)
    return [mark for mark in marks if mark]


def test_the_live_edition_could_be_published_as_it_is():
    edition = library.live()

    assert edition.number == 2
    assert edition.must_reread
    assert drafts.problems(drafts.texts()) == []
    assert drafts.unexplained({"ru": edition.notes_ru, "en": edition.notes_en}) == []
    assert drafts.frozen(drafts.texts()) == edition.content


def test_both_languages_of_the_sections_are_built_alike():
    for section in Section.objects.all():
        assert shape(section.body_ru) == shape(section.body_en), section.slug


def test_in_english_every_line_to_say_is_russian_with_its_gloss():
    for section in Section.objects.all():
        russian = re.findall(r"^> (.+)$", section.body_ru, re.MULTILINE)
        english = re.findall(r"^> (.+)$", section.body_en, re.MULTILINE)

        assert english[::2] == russian, section.slug
        assert all(re.fullmatch(r"\([^А-Яа-яЁё]+\)", gloss) for gloss in english[1::2])


def test_the_live_edition_has_what_a_talk_needs():
    texts = library.live().content["ru"]
    moments = {note["moment"] for note in texts["care"]}

    assert len(texts["openers"]) == 3
    assert len(texts["hard"]) >= 40
    assert len(texts["sections"]) >= 10
    assert len(texts["facts"]) >= 12
    assert len(texts["turns"]) >= 30
    assert len(texts["questions"]) == 5
    assert texts["voicemail"]
    assert moments == {"before", "during", "after"}


def test_every_fact_has_a_source_and_a_day_on_which_it_ends():
    for fact in Fact.objects.all():
        assert fact.address.startswith("https://"), fact
        assert fact.dated < fact.valid_until, fact


def test_no_text_addresses_the_reader_as_one_whose_sex_is_known():
    """A volunteer who says of themselves «я позвонил» has a sex; «вы» are many."""
    gendered = re.compile(r"\b[Яя] (?!бы)\w+(?:ла|л)\b")
    texts = library.live().content["ru"]

    said = [choice["say"] for turn in texts["turns"] for choice in turn["choices"]]
    said += [sentence["you_can_say"] for sentence in texts["hard"]]
    said += [opener["text"] for opener in texts["openers"]]

    assert [words for words in said if gendered.search(words)] == []


def test_russian_texts_have_their_quotes_and_dashes():
    wrong = re.compile(r"[\"“”]|(?<=\w)'| - |\.\.\.|--")
    for kind, fields in FIELDS.items():
        for text in library.live().content["ru"][kind]:
            found = [text[field] for field in fields if wrong.search(text[field])]
            assert found == [], kind


@pytest.mark.django_db(transaction=True)
def test_the_migrations_of_texts_rights_and_guard_can_be_undone_and_done_again():
    app = "guidelines"
    targets = MigrationExecutor(connection).loader.graph.leaf_nodes()

    MigrationExecutor(connection).migrate([(app, "0001_initial")])
    undone = Section.objects.count()
    MigrationExecutor(connection).migrate(targets)

    assert undone == 0
    assert library.live().number == 2


@pytest.mark.django_db(transaction=True)
def test_the_second_edition_can_be_taken_back_and_leaves_the_first():
    app = "guidelines"
    targets = MigrationExecutor(connection).loader.graph.leaf_nodes()

    MigrationExecutor(connection).migrate([(app, "0007_psychologists")])
    counts = [Edition.objects.count(), Section.objects.count(), Fact.objects.count()]
    MigrationExecutor(connection).migrate(targets)

    assert counts == [1, 9, 0]
    assert library.live().number == 2
    assert drafts.frozen(drafts.texts()) == library.live().content


@pytest.mark.django_db(transaction=True)
def test_where_somebody_wrote_on_their_texts_stay_as_they_are():
    app = "guidelines"
    targets = MigrationExecutor(connection).loader.graph.leaf_nodes()

    MigrationExecutor(connection).migrate([(app, "0007_psychologists")])
    Section.objects.filter(slug="prepare").update(title_en="Ours")
    MigrationExecutor(connection).migrate(targets)
    found = Edition.objects.count(), Section.objects.get(slug="prepare").title_en

    # What the next test finds is what migrations make.
    MigrationExecutor(connection).migrate([(app, "0001_initial")])
    MigrationExecutor(connection).migrate(targets)
    assert found == (1, "Ours")
