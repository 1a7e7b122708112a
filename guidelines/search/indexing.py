"""Filling the search with the texts of an edition, in place of whatever it held."""

import datetime

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from guidelines import markup, models
from guidelines.drafts import LANGUAGES
from guidelines.search.spelling import CONFIGS, WORD, fold

# For each kind the fields that are a passage's title, if it has one, and its body. What is heard
# in the rehearsal is not searched: it would be known before it is met.
FIELDS = {
    "sections": ("title", "body"),
    "openers": (None, "text"),
    "hard": ("they_say", "you_can_say"),
    "facts": ("statement", "source"),
    "voicemail": (None, "text"),
    "care": (None, "text"),
}
LONGEST_WORD = 60


def index(edition):
    """Let the search hold `edition` alone, in both languages. A second call changes nothing.

    Part of the transaction that publishes the edition: it is found from the moment it is live.
    """
    fill(models.Passage, models.Word, edition)


def fill(passage_model, word_model, edition):
    """`index`, with the models as a migration has them."""
    passages = [
        passage_model(edition=edition, language=language, place=place, **texts)
        for language in LANGUAGES
        for place, texts in enumerate(_texts(edition.content[language], language))
    ]
    words = {(each.language, word) for each in passages for word in _words(each)}
    for each in passages:
        each.vector = _vector(each)
    passage_model.objects.all().delete()
    passage_model.objects.bulk_create(passages)
    word_model.objects.all().delete()
    word_model.objects.bulk_create(
        word_model(language=language, word=word) for language, word in sorted(words)
    )


def _texts(content, language):
    """The fields of a passage for each text; older editions lack newer kinds."""
    for kind, (title, body) in FIELDS.items():
        for row in content.get(kind, ()):
            yield {
                "kind": kind,
                "anchor": row.get("slug") or f"{kind}-{row['id']}",
                "title": row[title] if title else "",
                "body": markup.plain(row[body], language) if kind == "sections" else row[body],
                "valid_until": _day(row.get("valid_until")),
            }


def _day(iso):
    return datetime.date.fromisoformat(iso) if iso else None


def _words(passage):
    found = WORD.findall(fold(f"{passage.title} {passage.body}"))
    return (word for word in found if len(word) <= LONGEST_WORD)


def _vector(passage):
    config = CONFIGS[passage.language]
    title, body = Value(fold(passage.title)), Value(fold(passage.body))
    return SearchVector(title, weight="A", config=config) + SearchVector(
        body, weight="B", config=config
    )
