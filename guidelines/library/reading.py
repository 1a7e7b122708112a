"""Reading what was published: the live edition, who has read it, what a page prints of it."""

import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Exists, OuterRef

from guidelines import drafts
from guidelines.models import Confirmation, Edition, Opener
from guidelines.models.texts import Moment

# Kinds of text that are said aloud: always in Russian, with a gloss for readers of English.
SPOKEN = ("openers", "hard", "facts", "voicemail")


@lru_cache(maxsize=8)
def edition(number):
    """The edition of that number with its texts. It never changes: each process reads it once."""
    return Edition.objects.get(pk=number)


def newest(**which):
    """The number of the newest edition, or of the newest that matches `which`, or None."""
    return Edition.objects.filter(**which).values_list("number", flat=True).first()


def live():
    """The newest edition or None; one query, once its texts are known."""
    number = newest()
    return number and edition(number)


def must_read(volunteer):
    """The newest edition that demands reading, unless `volunteer` confirmed it or a later one.

    None when nothing is to be read. One query.
    """
    confirmed = Confirmation.objects.filter(volunteer=volunteer, edition__gte=OuterRef("number"))
    unread = Edition.objects.filter(~Exists(confirmed), must_reread=True)
    return unread.defer("content").first()


def has_confirmed(volunteer, number):
    """Whether `volunteer` has confirmed edition `number` or a later one."""
    return Confirmation.objects.filter(volunteer=volunteer, edition__gte=number).exists()


def confirm(volunteer, edition):
    """Keep that `volunteer` has read `edition`. A second time changes nothing."""
    Confirmation.objects.bulk_create(
        [Confirmation(volunteer=volunteer, edition=edition)], ignore_conflicts=True
    )


def confirmation(volunteer):
    """The newest confirmation of `volunteer`, or None."""
    # By the id: the edition itself is ordered from the newest, and would be turned round.
    mine = Confirmation.objects.filter(volunteer=volunteer).defer("edition__content")
    return mine.select_related("edition").order_by("-edition_id").first()


def news(volunteer, number, language):
    """What edition `number` says anew to `volunteer`, and the newest that they confirmed.

    {kind: keys of texts that are new or differ}, empty where they confirmed this one or none yet;
    and the `Confirmation` or None. One query, once the texts are known.
    """
    confirmed = confirmation(volunteer)
    if confirmed is None or confirmed.edition_id >= number:
        return {}, confirmed
    return _news(confirmed.edition_id, number, language), confirmed


def since(confirmation, number):
    """The editions that came since `confirmation`, up to edition `number`, newest first.

    Without their texts; one query. None came to whoever has confirmed nothing yet.
    """
    if confirmation is None or confirmation.edition_id >= number:
        return Edition.objects.none()
    later = Edition.objects.filter(number__gt=confirmation.edition_id, number__lte=number)
    return later.defer("content")


def _news(before, after, language):
    found = _changed(before, after, language)
    # What is said aloud is Russian on every page.
    russian = _changed(before, after, "ru")
    return {kind: keys | russian[kind] if kind in SPOKEN else keys for kind, keys in found.items()}


def _changed(before, after, language):
    contents = (edition(number).content[language] for number in (before, after))
    return drafts.changed_keys(*contents)


def openers_of(number):
    """The ids of the openers of edition `number` that are not paused; one query."""
    unpaused = set(Opener.objects.filter(is_paused=False).values_list("pk", flat=True))
    published = (opener["id"] for opener in edition(number).content["ru"]["openers"])
    return [pk for pk in published if pk in unpaused]


def is_published(opener):
    """Whether `opener` stands in any edition: calls may have begun with it."""
    return Edition.objects.filter(
        content__contains={"ru": {"openers": [{"id": opener.pk}]}}
    ).exists()


def opener(edition, pk, language):
    """The words of an opener of `edition`, or None; as `side_by_side` has them."""
    pairs = side_by_side(edition.content, "openers", language)
    texts = (
        {part: pair[part] and pair[part]["text"] for part in pair}
        for pair in pairs
        if pair["ru"]["id"] == pk
    )
    return next(texts, None)


def side_by_side(texts, kind, language):
    """Each `kind` of `texts` as {"ru": what is said, "gloss": the same in `language`}.

    The gloss is None for readers of Russian. Of a kind newer than the edition there is none.
    """
    spoken = texts["ru"].get(kind, [])
    glosses = [None] * len(spoken) if language == "ru" else texts[language].get(kind, [])
    return [{"ru": ru, "gloss": gloss} for ru, gloss in zip(spoken, glosses, strict=True)]


def shown(content, language, today):
    """What the reading pages print of `content`, kept as an edition keeps it.

    Facts that are no longer valid on the day `today` are left out.
    """
    texts = {kind: side_by_side(content, kind, language) for kind in SPOKEN}
    texts["facts"] = [_dated(fact) for fact in texts["facts"] if _is_valid(fact["ru"], today)]
    texts["sections"] = content[language]["sections"]
    care = content[language].get("care", [])
    texts["has_care"] = bool(care)
    texts["care"] = [
        (moment, [note for note in care if note["moment"] == moment]) for moment in Moment
    ]
    return texts


def care_after(edition, language) -> list[str]:
    """The first three words of `edition` to callers about themselves, after a call."""
    care = edition.content[language].get("care", []) if edition else []
    return [word["text"] for word in care if word["moment"] == Moment.AFTER][:3]


def today() -> datetime.date:
    """The database's day; one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_date")
        return cursor.fetchone()[0]


def _is_valid(fact, today):
    return datetime.date.fromisoformat(fact["valid_until"]) >= today


def _dated(fact):
    dated = datetime.date.fromisoformat(fact["ru"]["dated"])
    words = fact["gloss"] or fact["ru"]
    return fact | {"dated": dated, "source": words["source"], "address": words["address"]}


def turns_of(number):
    """The turns of the rehearsal of edition `number`, in Russian; none in an older one."""
    return edition(number).content["ru"].get("turns", [])
