"""Finding passages by words in any form, with or without ё, and with typing errors."""

import re
import unicodedata
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, Func, OuterRef, Q, Subquery, TextField, Value

from guidelines.markup import CYRILLIC
from guidelines.models import Passage
from guidelines.search.excerpts import START, STOP, marked
from guidelines.search.spelling import CONFIGS, WORD, YO, fold
from volunteers.models import Today

# Of what is looked for, no more is read; of what is found, no more is shown.
LETTERS, WORDS, MOST = 200, 12, 30
# Shorter words are taken as they are: too many others are like them.
SHORTEST = 4
# How like a word must be to one of the texts to be taken for it mistyped: by trigrams, 0 to 1, and
# by how many letters longer or shorter. Of 200 slips in words of the first edition, three in four
# are mended so, and one in thirty wrongly, in English one in twenty; from 0.4 on, half. Of thirty
# words that it lacks, one to three are taken for others.
LIKENESS, LONGER = 0.3, 2
# The language of a passage's twin: the same text in the other one.
OTHER = {"ru": "en", "en": "ru"}
# Whoever writes these means them: then no passage is shown that has only some of the words.
OPERATORS = re.compile(r'"|(?:^|\s)-\w')

# The words that no passage has in any form, each with the most similar one that stands in one.
UNKNOWN = """
SELECT word, (
    SELECT word FROM guidelines_word
    WHERE language = %(language)s AND word %% typed.word
        AND similarity(word, typed.word) >= %(likeness)s
        AND abs(length(word) - length(typed.word)) <= %(longer)s
        AND length(typed.word) >= %(shortest)s
    ORDER BY similarity(word, typed.word) DESC, word LIMIT 1
)
FROM unnest(%(words)s::text[]) AS typed (word),
    plainto_tsquery(%(config)s::regconfig, word) AS asked
WHERE numnode(asked) > 0 AND NOT EXISTS (
    SELECT FROM guidelines_passage
    WHERE language = %(language)s AND vector @@ asked
)
"""


@dataclass(frozen=True)
class Found:
    """A passage. `title` and `text` are safe HTML by language; only the one searched is marked.

    Of what is read, not said, only the excerpt where the words stand.
    """

    kind: str
    anchor: str
    title: dict[str, str]
    text: dict[str, str]


@dataclass(frozen=True)
class Search:
    """What was typed, what was looked for in its place, in which language, and what was found.

    `unknown` are the typed words that were replaced, folded. `is_partial` says that no passage
    has all the words, and those shown have some.
    """

    typed: str
    language: str
    sought: str = ""
    unknown: list[str] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    is_partial: bool = False


def find(query: str, language: str) -> Search:
    """Passages of the live edition for a reader of `language`, the best first.

    Two queries; none where nothing was typed. Never fails, whatever was typed.
    """
    typed = _cut(query)
    searched = "ru" if language == "ru" or CYRILLIC.search(typed) else "en"
    sought = fold(typed)
    words = [word for word in WORD.findall(sought) if word != "or"]
    if not words and not any(map(str.isdigit, sought)):
        return Search(typed, searched)
    nearest = _nearest(words, searched)
    sought = WORD.sub(lambda word: nearest.get(word[0]) or word[0], sought)
    rows = list(_passages(sought, searched))
    is_partial = bool(rows) and not rows[0].has_all
    kept = [row for row in rows if row.has_all or is_partial]
    found = [_found(row, searched) for row in kept]
    return Search(typed, searched, sought, [*filter(nearest.get, nearest)], found, is_partial)


def _cut(query):
    """`query` on one line, without what no text and no database holds, and not too long."""
    clean = "".join(sign if sign.isprintable() else " " for sign in query[:LETTERS])
    return unicodedata.normalize("NFC", " ".join(clean.split()[:WORDS]))


def _nearest(words, language):
    """{word that nothing has: what is most like it, or None}."""
    told = {
        "words": list(dict.fromkeys(words)),
        "language": language,
        "config": CONFIGS[language],
        "likeness": LIKENESS,
        "longer": LONGER,
        "shortest": SHORTEST,
    }
    with connection.cursor() as cursor:
        cursor.execute(UNKNOWN, told)
        return dict(cursor.fetchall())


def _passages(sought, language):
    """Those that have all the words, then those that have any, each with its twin."""
    every = SearchQuery(sought, config=CONFIGS[language], search_type="websearch")
    some = every if OPERATORS.search(sought) else _any(sought, language)
    twin = Passage.objects.filter(language=OTHER[language], anchor=OuterRef("anchor"))
    return (
        Passage.objects.filter(Q(vector=every) | Q(vector=some), language=language)
        .filter(Q(valid_until=None) | Q(valid_until__gte=Today()))
        .annotate(
            has_all=Q(vector=every),
            rank=SearchRank(F("vector"), some, normalization=Value(1)),
            title_marked=_headline("title", some, language),
            body_marked=_headline("body", some, language),
            twin_title=Subquery(twin.values("title")[:1]),
            twin_body=Subquery(twin.values("body")[:1]),
        )
        .defer("vector")
        .order_by("-has_all", "-rank", "place")[:MOST]
    )


def _any(sought, language):
    words = (word for word in re.findall(r"\w+", sought) if word != "or")
    return SearchQuery(" or ".join(words), config=CONFIGS[language], search_type="websearch")


def _headline(name, query, language):
    """All of a field with е for ё, and START and STOP around what `query` asks for."""
    folded = Func(F(name), *map(Value, YO), function="translate", output_field=TextField())
    return SearchHeadline(
        folded,
        query,
        config=CONFIGS[language],
        start_sel=START,
        stop_sel=STOP,
        highlight_all=True,
    )


def _found(row, searched):
    # What is said aloud is short, and shown whole.
    length = {"length": None} if row.kind not in ("sections", "care") else {}
    other = OTHER[searched]
    title = {searched: marked(row.title, row.title_marked, None), other: row.twin_title or ""}
    text = {searched: marked(row.body, row.body_marked, **length), other: row.twin_body or ""}
    return Found(row.kind, row.anchor, title, text)
