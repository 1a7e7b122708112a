"""Markdown of the guidelines as HTML in the site's two voices, and the links that it holds.

What stands in a block quote is said aloud: there each paragraph is a spoken line. In the English
text the line is Russian (the call is), and an English paragraph below it is its gloss.
"""

import re
from functools import lru_cache
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKDOWN = MarkdownIt("commonmark", {"html": False})
SCHEMES = {"https", "http", "mailto"}
# A section's own title is an h2; what stands inside it begins one below.
FIRST_LEVEL = 3
CYRILLIC = re.compile("[А-Яа-яЁё]")
# By the language of a text: the other one, and its words. Abbreviations are alike in both.
FOREIGN = {
    "ru": ("en", re.compile("([A-Za-z]*[a-z][A-Za-z]*(?:[ -][A-Za-z]+)*)")),
    "en": ("ru", re.compile("([А-ЯЁа-яё]+(?:,? [А-ЯЁа-яё]+)*)")),
}
# What a paragraph may end with; a heading ends with none.
ENDS = ".?!:;…)»”"
# The dash of direct speech, as _say.html hangs it.
DASH = '<span class="d">—</span>'
ALLOWED = {
    "a": {"href"},
    "blockquote": {"class"},
    "p": {"class", "lang"},
    "span": {"class", "lang"},
    **{
        tag: set() for tag in ("h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "br", "hr")
    },
}


@lru_cache(maxsize=1000)
def render(text, language):
    """Safe HTML of the Markdown `text`, written in `language`."""
    return nh3.clean(
        MARKDOWN.renderer.render(parse(text, language), MARKDOWN.options, {"language": language}),
        tags=set(ALLOWED),
        attributes=ALLOWED,
        url_schemes=SCHEMES,
    )


def marked(text, language):
    """The plain `text` as HTML, with `lang` on words of the other language: a voice reads them."""
    other, words = FOREIGN[language]
    pieces = [escape(piece) for piece in words.split(text)]
    pieces[1::2] = [f'<span lang="{other}">{piece}</span>' for piece in pieces[1::2]]
    return "".join(pieces)


def parse(text, language):
    """The Markdown `text`, written in `language`, as tokens that know what is said aloud.

    A paragraph inside a quote has the class "say" or "gloss", and "lang" where it is Russian.
    """
    tokens = MARKDOWN.parse(text)
    _lower_headings(tokens)
    _mark_speech(tokens, language)
    return tokens


def links(text):
    """The address of each link in the Markdown `text`."""
    inline = (child for token in MARKDOWN.parse(text) for child in token.children or ())
    return [child.attrGet("href") for child in inline if child.type == "link_open"]


def plain(text, language):
    """The words of the Markdown `text` on one line, each paragraph ended like a sentence.

    Paragraphs in Russian are left out of a text of another language.
    """
    blocks = (_words(token) for token in MARKDOWN.parse(text) if token.type == "inline")
    kept = (words for words in blocks if language == "ru" or not CYRILLIC.search(words))
    return " ".join(words if words[-1] in ENDS else f"{words}." for words in kept if words)


def _words(inline):
    breaks = ("softbreak", "hardbreak")
    parts = (" " if child.type in breaks else child.content for child in inline.children)
    return "".join(parts).strip()


def _lower_headings(tokens):
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - highest + FIRST_LEVEL, 6)}"


def _mark_speech(tokens, language):
    depth = 0
    for place, token in enumerate(tokens):
        depth += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type == "blockquote_open":
            token.attrSet("class", "words")
            has_russian = language != "ru" and _quotes_russian(tokens[place:])
        elif token.type == "paragraph_open" and depth:
            _mark_line(token, tokens[place + 1], language, has_russian)


def _quotes_russian(tokens):
    end = next(place for place, token in enumerate(tokens) if token.type == "blockquote_close")
    return any(CYRILLIC.search(token.content) for token in tokens[:end])


def _mark_line(paragraph, inline, language, has_russian):
    if has_russian and not CYRILLIC.search(inline.content):
        paragraph.attrSet("class", "gloss")
        _strip(inline, "()")
    elif language == "ru" or has_russian:
        paragraph.attrSet("class", "dl say say--words")
        paragraph.attrSet("lang", "ru")
        for child in inline.children:
            child.meta["language"] = "ru"
        _strip(inline, "—– ")
        inline.children.insert(0, Token("html_inline", "", 0, content=DASH))
    else:
        paragraph.attrSet("class", "say say--words")


def _text(_renderer, tokens, place, _options, env):
    token = tokens[place]
    return marked(token.content, token.meta.get("language", env["language"]))


MARKDOWN.add_render_rule("text", _text)


def _strip(inline, marks):
    """Take `marks` off both ends: the page sets its own."""
    first, last = inline.children[0], inline.children[-1]
    first.content = first.content.lstrip(marks)
    last.content = last.content.rstrip(marks)
