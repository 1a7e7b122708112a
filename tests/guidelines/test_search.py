"""Finding: word forms, ё, slips of the finger, the order, and what comes out of any query."""

import datetime
import re

import pytest

from guidelines import drafts
from guidelines.models import Passage
from guidelines.search import find
from tests.guidelines.texts import make_fact, make_hard, make_opener, make_section, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_ours():
    """Nothing to find but what a test makes."""
    for kind in drafts.KINDS.values():
        kind.model.objects.all().delete()
    make_section(
        "rest", title_ru="Прочее", title_en="The rest", body_ru="Тишина", body_en="Silence"
    )
    make_opener(text_ru="Добрый день.", text_en="Good day.")


def anchors(query, language="en"):
    return [each.anchor for each in find(query, language).found]


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("звонил", "ru", "Трудно звонить"),
        ("ЗВОНЮ", "ru", "Трудно звонить"),
        ("разговоров", "ru", "О разговоре"),
        ("calls", "en", "Calling is hard"),
        ("officer", "en", "Two officers came"),
        ("officers", "en", "The officer came"),
    ],
)
def test_a_word_is_found_in_any_form(query, language, text):
    make_section("here", **{f"body_{language}": text})
    publish()

    assert anchors(query, language) == ["here"]


@pytest.mark.parametrize("query", ["слёзы", "слезы", "СЛЁЗ", "елка", "ёлка"])
def test_yo_and_ye_are_one_letter_and_the_text_keeps_its_own(query):
    make_section("here", title_ru="Слёзы", body_ru="Её слёзы под ёлкой")
    publish()

    (found,) = find(query, "ru").found

    assert re.sub("</?mark>", "", f"{found.title['ru']}: {found.text['ru']}") == (
        "Слёзы: Её слёзы под ёлкой."
    )
    assert "<mark>" in found.title["ru"] + found.text["ru"]


@pytest.mark.parametrize(
    ("query", "language", "sought"),
    [
        ("мабилизация", "ru", "мобилизация"),
        ("Мобилзация страшно", "ru", "мобилизация страшно"),
        ("страшно мабилизацию", "ru", "страшно мобилизация"),
        ("offcer", "en", "officer"),
        ("oficer and calls", "en", "officer and calls"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven_and_named(query, language, sought):
    make_section(
        "here",
        body_ru="Мобилизация — это страшно, и об этом звонят",
        body_en="The officer called",
    )
    publish()

    search = find(query, language)

    assert [each.anchor for each in search.found] == ["here"]
    assert (search.typed, search.sought, len(search.unknown)) == (query, sought, 1)


@pytest.mark.parametrize("query", ["синхрофазотрон", "мом", "картошка"])
def test_a_word_that_is_like_none_is_taken_as_it_is(query):
    make_section("here", title_ru="Как найти карту мира, мама?")
    publish()

    search = find(query, "ru")

    assert (search.found, search.unknown, search.sought) == ([], [], query)


def test_what_stands_in_a_title_comes_before_what_stands_in_a_text():
    make_section("text", body_en="Bread and water")
    make_section("title", title_en="Bread")
    publish()

    assert anchors("bread") == ["title", "text"]


def test_a_short_text_about_it_comes_before_a_long_one_that_mentions_it():
    filler = "Many other things are told here, one after the other. " * 40
    make_section("long", body_en=f"Bread. {filler} Bread.")
    make_section("short", body_en="Bread helps.")
    publish()

    assert anchors("bread") == ["short", "long"]


def test_all_words_are_wanted_first_and_only_without_any_such_text_one_of_them():
    make_section("both", body_en="Bread is bought, then water is fetched")
    make_section("one", body_en="Bread, bread and bread")
    publish()

    both, some = find("water bread", "en"), find("bread nonsensical", "en")

    assert ([each.anchor for each in both.found], both.is_partial) == (["both"], False)
    assert ([each.anchor for each in some.found], some.is_partial) == (["one", "both"], True)


def test_quotes_and_minus_mean_what_they_mean_elsewhere():
    make_section("both", body_en="Bread is bought, then water is fetched")
    make_section("one", body_en="Bread and butter")
    publish()

    assert anchors('"bread and butter"') == ["one"]
    assert anchors('"butter bread"') == []
    assert anchors("bread -water") == ["one"]


def test_what_is_said_aloud_is_russian_with_its_english_for_readers_of_english():
    hard = make_hard(they_say_en="Who are you, stranger?")
    publish()

    english, russian = find("stranger", "en").found[0], find("доброволец", "en").found[0]

    assert (english.kind, english.anchor) == ("hard", f"hard-{hard.pk}")
    assert english.title == {"ru": "Кто вы?", "en": "Who are you, <mark>stranger</mark>?"}
    assert english.text == {"ru": "Доброволец.", "en": "A volunteer."}
    assert russian.title == {"ru": "Кто вы?", "en": "Who are you, stranger?"}
    assert russian.text == {"ru": "<mark>Доброволец</mark>.", "en": "A volunteer."}


def test_readers_of_english_find_what_they_can_read_unless_they_ask_in_russian():
    make_section(
        "here",
        title_en="Ending",
        body_ru="> Берегите себя.",
        body_en="> Берегите себя.\n>\n> (Bye.)",
    )
    publish()

    (english,) = find("bye", "en").found
    (russian,) = find("берегите", "en").found

    assert english.text["en"] == "(<mark>Bye</mark>.)"
    assert russian.text["ru"] == "<mark>Берегите</mark> себя."
    assert russian.title["en"] == "Ending"
    assert anchors("bye", "ru") == []


def test_html_in_a_query_or_a_text_stays_text():
    make_section("here", title_en="<b>Bold</b> words", body_en="1 < 2 & <script>alert(1)</script>")
    publish()

    search = find("<b>bold</b> <script>", "en")

    assert search.typed == "<b>bold</b> <script>"
    assert search.found[0].title["en"] == ("&lt;b&gt;<mark>Bold</mark>&lt;/b&gt; words")
    assert "<script>" not in search.found[0].text["en"]
    assert "alert" in search.found[0].text["en"]


def test_an_excerpt_shows_the_place_where_most_words_stand():
    long = "Nothing of it here, nothing at all. " * 30
    make_section("here", body_en=f"Bread. {long} Fetch bread and water with both hands. {long}")
    publish()

    text = find("bread water", "en").found[0].text["en"]

    assert "Fetch <mark>bread</mark> and <mark>water</mark> with both hands" in text
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(text) < 340


@pytest.mark.parametrize(
    "query",
    ["", "   ", "\x00", "...", "—", "'", '"', "()|&!:*<->", "\ud800", "the and", "or", "or or",
     "- -", "%", "\\", "ё", "&&&", "a\x02b\x03c", "112", "-hidden"],
)  # fmt: skip
@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_query_fails(query, language):
    publish()

    assert find(query, language).unknown == []


@pytest.mark.parametrize("sign", ["a", "ё ", "слово ", '"', "-x ", "or "])
def test_an_overlong_query_is_cut(sign):
    publish()

    search = find(sign * 100_000, "ru")

    assert len(search.typed) <= 200
    assert len(search.typed.split()) <= 12


def test_a_fact_is_found_until_it_is_out_of_date():
    fact = make_fact(statement_en="Bread is dear.", source_en="The ministry of grain")
    publish()
    fresh = anchors("dear grain"), anchors("ministry")
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    Passage.objects.filter(kind="facts").update(valid_until=yesterday)

    assert fresh == ([f"facts-{fact.pk}"],) * 2
    stale = find("dear grain", "en")

    assert (stale.found, stale.unknown) == ([], [])


@pytest.mark.parametrize("query", ["bread", "bred watter", "nothing of this", "хлеб", "the"])
def test_any_search_takes_two_queries(query, django_assert_num_queries):
    for order in range(3):
        make_section(f"here-{order}", title_en="Bread", body_en="Water")
    publish()

    with django_assert_num_queries(2):
        find(query, "en")
    with django_assert_num_queries(0):
        find(" ", "en")
