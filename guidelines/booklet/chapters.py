"""What the reading page prints of an edition, as chapters of a booklet."""

import re

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guidelines.booklet.blocks import blocks, link, paragraph, say, text

# A line break within a plain text is a space, as it is on the page; a no-break space stays.
SPACES = re.compile(r"[ \t\r\n]+")


def chapters(texts, language):
    """The chapters of `texts` (what library.shown gives), in the language now active.

    Each is {"title", "anchor", "is_numbered", "blocks"}: the anchor is its place on the reading
    page or None, the blocks are as `blocks.blocks` describes them, or
    {"kind": "pair", "they", "you"} with two lines to say, or {"kind": "fact", "say", "source",
    "address"}, the last two of parts.
    """
    others = [chapter for chapter in _others(texts) if chapter["blocks"]]
    anchors = {chapter["anchor"] for chapter in others}
    anchors |= {section["slug"] for section in texts["sections"]}
    sections = [
        _chapter(
            section["title"],
            section["slug"],
            blocks(section["body"], language, anchors),
            is_numbered=True,
        )
        for section in texts["sections"]
    ]
    return _each_anchor_once([*sections, *others])


def _others(texts):
    intro = _note(_("With each number you are given one of them."))
    yield _chapter(_("Words to begin with"), "openers", _words(texts["openers"], intro))
    yield _chapter(_("They say, you can say"), "hard", [_pair(pair) for pair in texts["hard"]])
    intro = _note(
        _("Only when asked: one fact, who says so and as of when, and back to the person.")
    )
    facts = [_fact(fact) for fact in texts["facts"]]
    yield _chapter(_("If they ask for facts"), "facts", facts and [intro, *facts])
    yield _chapter(_("If a machine answers"), "voicemail", _words(texts["voicemail"]))
    titles = {
        "before": _("Care for yourself: before the call"),
        "during": _("Care for yourself: during the call"),
        "after": _("Care for yourself: after the call"),
    }
    for moment, notes in texts["care"]:
        items = [[_note(note["text"])] for note in notes]
        listed = [{"kind": "list", "start": None, "items": items}]
        yield _chapter(titles[moment], "care", items and listed)


def _chapter(title, anchor, blocks, is_numbered=False):
    return {
        "title": _plain(title),
        "anchor": anchor,
        "is_numbered": is_numbered,
        "blocks": blocks,
    }


def _each_anchor_once(chapters):
    """As on a page, the first of those that share an anchor has it."""
    seen = {None}
    for chapter in chapters:
        if chapter["anchor"] in seen:
            chapter["anchor"] = None
        seen.add(chapter["anchor"])
    return chapters


def _words(pairs, *intro):
    lines = [_say(pair, "text") for pair in pairs]
    return [*intro, {"kind": "words", "blocks": lines}] if lines else []


def _pair(pair):
    return {"kind": "pair", "they": _say(pair, "they_say"), "you": _say(pair, "you_can_say")}


def _fact(fact):
    dated = _("as of %(date)s") % {"date": date_format(fact["dated"], "DATE_FORMAT")}
    return {
        "kind": "fact",
        "say": _say(fact, "statement"),
        "source": [text(f"{_plain(fact['source'])}, {dated}")],
        "address": link(fact["address"], [text(fact["address"])]),
    }


def _say(pair, field):
    gloss = pair["gloss"] and [text(_plain(pair["gloss"][field]))]
    return say([text(_plain(pair["ru"][field]))], gloss)


def _note(words):
    return paragraph([text(_plain(words))])


def _plain(words):
    return SPACES.sub(" ", words).strip(" ")
