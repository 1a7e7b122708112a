"""The booklet says all that the reading page says, as it is written, the same each time."""

import datetime
import re

import pytest

from guidelines import booklet, library
from guidelines.models import Opener
from tests.guidelines.paper import opened, squeezed, words_of
from tests.guidelines.texts import make_fact, make_hard, make_opener, make_section, publish

pytestmark = pytest.mark.django_db

LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])
TODAY = datetime.date.today()
# What Markdown adds to words, and what is put between them on paper: each is a place to split at.
MARKS = re.compile(r"^(?:[#>\- ]+|\d+\. )\(?|\*+|\\|\)$|\[|\]\([^)]*\)")
SPECIAL = (
    r"""#let x = 1 $a^2$ *b* _c_ @d <e> \f `g` ~ // /* #import "@preview/x:1.0.0" [h]{i} "j" 'k'"""
)


def printed(edition, language="en", today=TODAY):
    return booklet.pdf(edition.number, language, today)


def make_opener_only(text):
    Opener.objects.update(is_paused=True)
    return make_opener(text_ru=text, text_en="Hello.")


def spoken(content):
    """Every line of the edition that is said aloud, beside those of its sections."""
    yield from (text["text"] for text in content["openers"])
    for text in content["hard"]:
        yield from (text["they_say"], text["you_can_say"])


@LANGUAGES
def test_it_holds_every_text_of_the_edition(language):
    edition = library.live()
    content = edition.content

    words = words_of(printed(edition, language))

    expected = [section["title"] for section in content[language]["sections"]]
    expected += [*spoken(content["ru"]), *spoken(content[language])]
    assert [text for text in expected if squeezed(text) not in words] == []


@LANGUAGES
def test_it_holds_every_line_of_every_section(language):
    edition = library.live()
    reader = opened(printed(edition, language))
    # Without notes and the foot of each page, which may stand amid a line.
    foot = re.compile(rf"^\d+https://\S+\n|^.* {edition.number}, .*\n?\d*\s*\Z", re.MULTILINE)
    words = squeezed("".join(foot.sub("", page.extract_text()) for page in reader.pages))

    pieces = [
        piece
        for section in edition.content[language]["sections"]
        for line in section["body"].splitlines()
        for piece in MARKS.split(line)
    ]

    assert [piece for piece in pieces if squeezed(piece) not in words] == []


@LANGUAGES
def test_only_our_two_faces_are_in_it_with_every_sign_of_the_texts(language):
    reader = opened(printed(library.live(), language))

    faces = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert faces == {"Geologica-Regular", "Geologica-SemiBold", "Literata-Regular"}
    quotes = {"ru": "«»", "en": "“”"}[language]
    words = words_of(printed(library.live(), language))
    assert [sign for sign in "ё—" + quotes if sign not in words] == []


@LANGUAGES
def test_it_is_a_booklet_of_a4_pages(language):
    reader = opened(printed(library.live(), language))

    sizes = {tuple(round(side) for side in page.mediabox[2:]) for page in reader.pages}

    assert sizes == {(595, 842)}
    assert 16 <= len(reader.pages) <= 32


@LANGUAGES
def test_readers_and_screen_readers_are_told_what_it_is(language):
    edition = library.live()

    reader = opened(printed(edition, language))

    titles = {"ru": "Как говорить", "en": "How to talk"}
    brands = {"ru": "Звонок в\N{NO-BREAK SPACE}Россию", "en": "Call Russia"}
    assert reader.metadata.title == f"{titles[language]} · {brands[language]}"
    assert reader.metadata.author is None
    assert reader.root_object["/Lang"] == language
    assert reader.root_object["/MarkInfo"]["/Marked"]
    sections = [section["title"] for section in edition.content[language]["sections"]]
    marks = [mark.title for mark in reader.outline if not isinstance(mark, list)]
    assert [mark.partition(" ")[2] for mark in marks][: len(sections)] == sections


@LANGUAGES
def test_the_contents_name_the_page_of_each_chapter(language):
    edition = library.live()
    contents, *pages = [page.extract_text() for page in opened(printed(edition, language)).pages]

    for section in edition.content[language]["sections"]:
        named = int(re.search(re.escape(section["title"]) + r" (\d+)\n", contents)[1])
        assert squeezed(section["title"]) in squeezed(pages[named - 2])


def test_a_reference_names_its_page():
    make_section("from", title_en="From", body_en="Go [there](#there), or to [facts](#facts).")
    make_section("there", title_en="Here it is", body_en="Text")
    make_fact(statement_ru="Это так.")

    contents, *pages = [page.extract_text() for page in opened(printed(publish())).pages]

    there, facts = (
        re.search(title + r" (\d+)\n", contents)[1] for title in ("Here it is", "facts")
    )
    words = squeezed("".join(pages))
    assert squeezed(f"Go there (p. {there}), or to facts (p. {facts}).") in words


def test_the_same_edition_makes_the_same_bytes_and_no_hour_is_in_them():
    edition = library.live()
    first = printed(edition)
    booklet.pdf.cache_clear()

    assert printed(edition) == first
    day = f"{edition.published_on:%Y%m%d}"
    assert opened(first).metadata["/CreationDate"].removeprefix("D:").startswith(day)
    assert {*re.findall(rb"\d\d-\d\dT(\d\d:\d\d:\d\d)", first)} == {b"00:00:00"}


def test_it_is_set_once_by_each_process(django_assert_num_queries):
    edition = library.live()
    first = printed(edition)

    with django_assert_num_queries(0):
        assert printed(edition) is first


def test_what_means_something_to_the_setter_comes_out_as_it_is_written():
    make_hard(they_say_ru=SPECIAL, you_can_say_ru="Да.", they_say_en="A", you_can_say_en="B")
    make_opener_only(f"Вот: {SPECIAL}")
    make_section("special", title_en=SPECIAL, body_en="    " + SPECIAL)

    words = words_of(printed(publish()))

    # Once aloud, once after "Вот", as a title, in the contents and as a paragraph.
    assert words.count(squeezed(SPECIAL)) == 5


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("| a | b |\n|---|---|\n| c | d |", "| a | b | |---|---| | c | d |"),
        ("<b>bold</b> & <script>alert(1)</script>", "<b>bold</b> & <script>alert(1)</script>"),
        ("```python\nprint('#')\n```", "print('#')"),
        ("![A picture](https://example.org/a.png)", "A picture"),
        ("# One\n\n#### Four\n\n## Two", "One Four Two"),
        ("#\n\nAfter nothing", "After nothing"),
        (f"[far](https://example.org/{'a' * 9000})", "far"),
        ("[here](/en/about/) [odd](javascript:x)", "here [odd](javascript:x)"),
        ("> Только вслух.\n>\n> - and a list\n>\n> > deeper", "Только вслух."),
        (">" * 18 + " deep", "deep"),
        ("- " * 9 + "deep", "deep"),
        ("- > " * 6 + "deep", "deep"),
        ("*a **b " * 30 + "c" + "** d*" * 30, "a"),
        ("- a\n  1. b\n     > c\n\n     # d", "a"),
        ("7. seven\n8. eight", "7. seven 8. eight"),
        ("one  \ntwo\\\nthree\n\n---\n\nfour", "one two three four"),
        ("**bold *and* more** *light*", "bold and more light"),
        ("გამარჯობა 你好 🙂 عربي", ""),
    ],
)
def test_no_markdown_breaks_it(body, expected):
    make_section("odd", title_en="Odd", body_en=f"Before.\n\n{body}\n\nBehind.")

    words = words_of(printed(publish()))

    assert squeezed(expected) in words
    assert [edge for edge in ("Before.", "Behind.") if edge not in words] == []


def test_an_address_can_be_read_on_paper():
    body = "[One](https://example.org/one), <https://example.org/two>, [us](mailto:us@example.org)."
    make_section("sources", title_en="Sources", body_en=body)

    reader = opened(printed(publish()))
    words = squeezed("".join(page.extract_text() for page in reader.pages))

    # Behind named links in a note, the others where they stand.
    assert [words.count(squeezed(f"https://example.org/{n}")) for n in ("one", "two")] == [1, 1]
    assert ("us@example.org" in words, "mailto:" in words) == (True, False)


def test_a_fact_comes_with_its_source_its_day_and_its_address():
    make_fact(
        statement_ru="Так сказали.",
        statement_en="So they said.",
        source_en="A paper",
        address="https://example.org/fact",
        dated=datetime.date(2026, 3, 1),
    )

    words = words_of(printed(publish()))

    expected = ["If they ask for facts", "— Так сказали.", "So they said."]
    expected += ["A paper, as of March 1, 2026", "https://example.org/fact"]
    assert [text for text in expected if squeezed(text) not in words] == []


def test_a_fact_out_of_date_is_left_out():
    last = TODAY + datetime.timedelta(days=3)
    make_fact(statement_ru="Уже не так.", valid_until=last)
    edition = publish()

    valid, stale = (
        words_of(printed(edition, today=last + datetime.timedelta(days=n))) for n in (0, 1)
    )

    assert [squeezed("Уже не так.") in words for words in (valid, stale)] == [True, False]


def test_a_text_longer_than_a_page_goes_on_over_the_next_ones():
    long = " ".join(f"Слово{n}." for n in range(1500))
    make_hard(they_say_ru="Долго?", you_can_say_ru=long, you_can_say_en="Long.")
    make_section("long", body_en=f"> {long}")

    pages = [squeezed(page.extract_text()) for page in opened(printed(publish())).pages]

    words = "".join(pages)
    assert [n for n in range(1500) if words.count(f"Слово{n}.") != 2] == []
    # What runs off a page would be on it all the same.
    assert max(page.count("Слово") for page in pages) < 500


def test_a_hard_sentence_is_not_torn():
    for n in range(40):
        make_hard(they_say_ru=f"Вопрос{n}?", you_can_say_ru=f"Ответ{n}. " + "Да. " * (7 * n % 60))
    reader = opened(printed(publish()))

    pages = [page.extract_text() for page in reader.pages]

    torn = [
        n
        for n in range(40)
        if not any(f"Вопрос{n}?" in page and f"Ответ{n}." in page for page in pages)
    ]
    assert torn == []


def test_an_edition_older_than_a_kind_of_text_has_no_empty_chapter():
    words = words_of(printed(library.edition(1)))

    titles = ["If they ask for facts", "If a machine answers", "Care for yourself"]
    assert [title for title in titles if squeezed(title) in words] == []


def test_a_letter_of_no_face_is_no_reason_to_fail():
    make_opener_only("Здравствуйте, 你好 🙂.")

    assert squeezed("Здравствуйте,") in words_of(printed(publish()))


def keeps_the_standard(pdf):
    return b"<pdfuaid:part>1</pdfuaid:part>" in opened(pdf).root_object["/Metadata"].get_data()


@LANGUAGES
def test_it_keeps_the_standard_for_screen_readers(language):
    assert keeps_the_standard(printed(library.live(), language))


def test_headings_that_skip_a_level_do_not_break_the_standard():
    make_section("skips", title_en="Skips", body_en="# One\n\n#### Four\n\n## Two\n\n###### Six")

    assert keeps_the_standard(printed(publish()))
