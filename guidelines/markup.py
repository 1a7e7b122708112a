"""Markdown of the guidelines as HTML in the site's two voices, and the links that it holds.

What stands in a block quote is said aloud: there each paragraph is a spoken line. In the English
text the line is Russian (the call is), and an English paragraph below it is its gloss.
"""

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKDOWN = MarkdownIt("commonmark", {"html": False})
SCHEMES = {"https", "http", "mailto"}
# A section's own title is an h2; what stands inside it begins one below.
FIRST_LEVEL = 3
CYRILLIC = re.compile("[А-Яа-яЁё]")
# The dash of direct speech, as _say.html hangs it.
DASH = '<span class="d">—</span>'
ALLOWED = {
    "a": {"href"},
    "blockquote": {"class"},
    "p": {"class", "lang"},
    "span": {"class"},
    **{
        tag: set() for tag in ("h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "br", "hr")
    },
}


@lru_cache(maxsize=1000)
def render(text, language):
    """Safe HTML of the Markdown `text`, written in `language`."""
    tokens = MARKDOWN.parse(text)
    _lower_headings(tokens)
    _mark_speech(tokens, language)
    return nh3.clean(
        MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}),
        tags=set(ALLOWED),
        attributes=ALLOWED,
        url_schemes=SCHEMES,
    )


def links(text):
    """The address of each link in the Markdown `text`."""
    inline = (child for token in MARKDOWN.parse(text) for child in token.children or ())
    return [child.attrGet("href") for child in inline if child.type == "link_open"]


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
        _strip(inline, "—– ")
        inline.children.insert(0, Token("html_inline", "", 0, content=DASH))
    else:
        paragraph.attrSet("class", "say say--words")


def _strip(inline, marks):
    """Take `marks` off both ends: the page sets its own."""
    first, last = inline.children[0], inline.children[-1]
    first.content = first.content.lstrip(marks)
    last.content = last.content.rstrip(marks)
