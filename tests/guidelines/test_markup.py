import pytest

from guidelines import markup


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("Hi <b onclick=x>there</b>", "<p>Hi &lt;b onclick=x&gt;there&lt;/b&gt;</p>\n"),
        ("[tap](javascript:alert(1))", "<p>[tap](javascript:alert(1))</p>\n"),
        ("[tap](data:text/html,x)", "<p>[tap](data:text/html,x)</p>\n"),
        ("![](https://example.org/seen.gif)", "<p></p>\n"),
    ],
)
def test_nothing_in_a_text_can_run_or_be_loaded(text, html):
    assert markup.render(text, "en") == html


def test_headings_begin_below_the_title_of_their_section():
    text = "# One\n\n## Two\n\n# Three"
    lower = "### One\n\n#### Two\n\n### Three"

    html = "<h3>One</h3>\n<h4>Two</h4>\n<h3>Three</h3>\n"
    assert markup.render(text, "en") == html
    assert markup.render(lower, "en") == html


def test_a_quote_in_english_is_a_russian_line_and_its_gloss():
    assert markup.render("> Добрый день.\n>\n> (Good day.)", "en") == (
        '<blockquote class="words">\n'
        '<p class="dl say say--words" lang="ru"><span class="d">—</span>Добрый день.</p>\n'
        '<p class="gloss">Good day.</p>\n'
        "</blockquote>\n"
    )


def test_a_quote_in_russian_is_only_the_line_with_one_dash():
    for text in ("> Добрый день.", "> — Добрый день."):
        assert markup.render(text, "ru") == (
            '<blockquote class="words">\n'
            '<p class="dl say say--words" lang="ru"><span class="d">—</span>Добрый день.</p>\n'
            "</blockquote>\n"
        )


def test_a_quote_without_russian_is_spoken_too():
    assert markup.render("> Good day.", "en") == (
        '<blockquote class="words">\n<p class="say say--words">Good day.</p>\n</blockquote>\n'
    )


def test_an_empty_quote_harms_nothing():
    assert markup.render(">", "en") == '<blockquote class="words"></blockquote>\n'


def test_links_are_found_wherever_they_stand():
    text = "> [a](#one)\n\n- **[b](/two)**\n\n![c](three) [d](https://example.org)"

    assert markup.links(text) == ["#one", "/two", "https://example.org"]


@pytest.mark.parametrize(
    ("text", "language", "html"),
    [
        ("В Science & Nature, ВВС", "ru", 'В <span lang="en">Science</span> &amp; '
         '<span lang="en">Nature</span>, ВВС'),
        ("Say «Мне пора, всего доброго».", "en", 'Say «<span lang="ru">Мне пора, всего доброго'
         "</span>»."),
        ("Quote: <b>", "en", "Quote: &lt;b&gt;"),
    ],
)  # fmt: skip
def test_words_of_the_other_language_are_marked_for_voices(text, language, html):
    assert markup.marked(text, language) == html
    assert markup.render(text, language) == f"<p>{html}</p>\n"


def test_words_said_in_russian_are_marked_once():
    assert 'lang="ru"' not in markup.render("> Скажите: до свидания", "ru").replace(
        '<p class="dl say say--words" lang="ru">', ""
    )
    assert markup.render("> До свидания", "en").count('lang="ru"') == 1
