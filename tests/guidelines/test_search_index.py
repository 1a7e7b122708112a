"""What the search holds: the live edition, from the moment it is published."""

import importlib

import pytest
from django.apps import apps
from django.db import connection

from guidelines import library, search
from guidelines.models import Edition, Passage, Section, Turn, Word
from tests.guidelines.texts import make_section, make_turn, publish

pytestmark = pytest.mark.django_db


def anchors(query):
    return [each.anchor for each in search.find(query, "en").found]


def held():
    return {
        "editions": {*Passage.objects.values_list("edition", flat=True)},
        "passages": Passage.objects.count(),
        "words": Word.objects.count(),
    }


def test_the_first_visitor_can_search_before_anything_was_published_by_hand():
    content = library.live().content["en"]
    expected = sum(len(content.get(kind, ())) for kind in search.indexing.FIELDS)

    assert Passage.objects.filter(language="en").count() == expected
    assert {*Passage.objects.values_list("edition", flat=True)} == {library.newest()}
    assert "threats" in Word.objects.filter(language="en").values_list("word", flat=True)


def test_a_new_edition_is_found_at_once_and_the_older_one_no_more():
    section = make_section("kindness", title_en="Marmalade")
    publish()
    before = anchors("marmalade")
    Section.objects.filter(pk=section.pk).update(title_en="Gingerbread")
    drafted = anchors("gingerbread")

    edition = publish()

    assert (before, drafted) == (["kindness"], [])
    assert (anchors("marmalade"), anchors("gingerbread")) == ([], ["kindness"])
    assert held()["editions"] == {edition.number}


def test_an_edition_published_anew_is_found_again():
    old = library.live()
    make_section("kindness", title_en="Marmalade")
    publish()

    made = library.republish(old.number, None, notes_ru="Назад", notes_en="Back")

    assert anchors("marmalade") == []
    assert held()["editions"] == {made.number}


def test_a_publication_that_fails_changes_nothing():
    before = held()
    make_section("half", title_en="Marmalade", body_ru="")

    with pytest.raises(library.Unpublishable):
        publish()

    assert held() == before
    assert anchors("marmalade") == []


@pytest.mark.django_db(transaction=True)
def test_edition_and_search_come_together_or_not_at_all():
    make_section("kindness", title_en="Marmalade")
    before = held(), library.newest()

    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE guidelines_word ADD CONSTRAINT broken CHECK (word <> 'marmalade')"
        )
    try:
        with pytest.raises(Exception, match="broken"):
            publish()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE guidelines_word DROP CONSTRAINT broken")

    assert (held(), library.newest()) == before


def test_indexing_twice_changes_nothing():
    before = held()

    search.index(library.live())

    assert held() == before


def test_what_is_heard_in_the_rehearsal_is_not_told_before():
    Turn.objects.all().delete()
    make_turn("first", None, they_en="Marmalade, please")
    publish()

    assert anchors("marmalade") == []


def test_the_migration_fills_the_search_and_empties_it():
    migration = importlib.import_module("guidelines.migrations.0010_passages")
    before = held()

    migration.empty(apps, None)
    emptied = held()
    migration.index(apps, None)

    assert emptied == {"editions": set(), "passages": 0, "words": 0}
    assert held() == before


def test_without_an_edition_nothing_is_found(settings):
    Passage.objects.all().delete()
    Word.objects.all().delete()

    assert anchors("calling") == []
    assert Edition.objects.exists()
