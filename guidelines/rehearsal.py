"""The rehearsal of an edition: its turns as a page prints them, and how far it is to its end.

In the texts, what is said aloud stands in quotation marks, and the rest tells how it sounds. An
answer without them is said aloud as a whole; one in brackets is done without a word.
"""

import re
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

QUOTES = {"ru": re.compile("«([^»]*)»"), "en": re.compile("“([^”]*)”")}
WITHOUT_A_WORD = re.compile(r"\((.*)\)", re.DOTALL)
# Between words said aloud and those about them.
SEAM = " \n\u00a0.,—–"
ENDS = (".", "!", "?", "…")


@dataclass(frozen=True)
class Part:
    """Words said aloud, in Russian, with their `gloss` for others; or what is told of them."""

    is_said: bool
    text: str
    gloss: str | None = None


def first(content):
    """The slug of the turn with which the rehearsal of `content` begins; None where it has none."""
    turns = content["ru"].get("turns")
    return turns[0]["slug"] if turns else None


def turn(content, slug, language):
    """The turn called `slug` for readers of `language`, or None.

    {"slug", "heard": [Part], "choices": [{"say": [Part], "helps", "why", "next"}]}, where `next`
    is the slug of a turn, or None at the end.
    """
    pairs = zip(_turns(content, "ru"), _turns(content, language), strict=True)
    found = ((ru, own) for ru, own in pairs if ru["slug"] == slug)
    return next((_printed(ru, own, language) for ru, own in found), None)


def questions(content, language):
    """The kind questions at the end: [{"ask", "kind"}]."""
    return content[language].get("questions", [])


def left(content, slug):
    """How many answers lead from the turn `slug` to the end, (fewest, most).

    None where the talk can go round in circles: then nobody can tell.
    """
    leads = {t["slug"]: [c["next"] for c in t["choices"]] for t in _turns(content, "ru")}
    ways = {}
    try:
        for place in TopologicalSorter(leads).static_order():
            onward = [ways[target] for target in leads.get(place, ())]
            fewest, most = [way[0] for way in onward], [way[1] for way in onward]
            ways[place] = (1 + min(fewest), 1 + max(most)) if onward else (0, 0)
    except CycleError:
        return None
    return ways[slug]


def _turns(content, language):
    return content[language].get("turns", [])


def _printed(ru, own, language):
    choices = [
        {
            "say": _parts(answer["say"], mine["say"], language, is_speech=True),
            "why": mine["why"],
            "helps": answer["helps"],
            "next": answer["next"],
        }
        for answer, mine in zip(ru["choices"], own["choices"], strict=True)
    ]
    heard = _parts(ru["they"], own["they"], language, is_speech=False)
    return {"slug": ru["slug"], "heard": heard, "choices": choices}


def _parts(ru, own, language, is_speech):
    """The parts of a text: what is said in Russian, what is told in `language`."""
    said, words = [*_cut(ru, "ru", is_speech)], [*_cut(own, language, is_speech)]
    if language == "ru":
        return [Part(*piece) for piece in said]
    if [kind for kind, _ in said] != [kind for kind, _ in words]:
        # Nobody can tell which of its words are the gloss of which.
        return [Part(True, ru, own)]
    return [
        Part(True, piece, gloss) if is_said else Part(False, gloss)
        for (is_said, piece), (_, gloss) in zip(said, words, strict=True)
    ]


def _cut(text, language, is_speech):
    """`text` in pieces: (whether it is said aloud, words). Without quotes it is as `is_speech`."""
    pieces = QUOTES[language].split(text)
    silent = WITHOUT_A_WORD.fullmatch(text.strip())
    if len(pieces) == 1:
        yield (False, silent[1]) if silent else (is_speech, text.strip())
        return
    for place, piece in enumerate(pieces):
        if place % 2:
            said = piece.strip(" ,")
            yield True, said if said.endswith(ENDS) else f"{said}."
        elif words := piece.lstrip(SEAM).rstrip():
            yield False, words[0].upper() + words[1:]
