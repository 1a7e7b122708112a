"""The published guidelines: publish an edition, read it, confirm it, choose words to begin with."""

from functools import lru_cache

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from guidelines import drafts
from guidelines.models import Confirmation, Edition, Opener


class Unpublishable(Exception):
    """The drafts can't become an edition; `problems` names why, each with what it is about."""

    def __init__(self, problems):
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


@transaction.atomic
def publish(by, *, notes_ru, notes_en, must_reread=True, after=None):
    """Freeze all drafts, in both languages, into the next edition and return it.

    Raises `Unpublishable` while anything is missing. `after` is the number of the edition that
    the publisher compared the drafts with: when another was published meanwhile, by a second
    click or a second person, it refuses too. Without `after` each call makes one more edition.
    """
    # Locking every text keeps it from being edited half-way, and a second publisher waiting here
    # until the first one's edition can be seen below.
    texts = drafts.texts(lock=True)
    last = Edition.objects.aggregate(last=Max("number"))["last"] or 0
    problems = [
        *drafts.problems(texts),
        *drafts.unexplained({"ru": notes_ru, "en": notes_en}),
        *drafts.overtaken(after, last),
    ]
    if problems:
        raise Unpublishable(problems)

    return Edition.objects.create(
        number=last + 1,
        published_by=by,
        must_reread=must_reread,
        content=drafts.frozen(texts),
        notes_ru=notes_ru,
        notes_en=notes_en,
    )


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
    mine = Confirmation.objects.filter(volunteer=volunteer).defer("edition__content")
    return mine.select_related("edition").order_by("-edition").first()


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

    The gloss is None for readers of Russian.
    """
    glosses = [None] * len(texts["ru"][kind]) if language == "ru" else texts[language][kind]
    return [
        {"ru": ru, "gloss": gloss} for ru, gloss in zip(texts["ru"][kind], glosses, strict=True)
    ]


def shown(content, language):
    """What the reading page prints of `content`, kept as an edition keeps it."""
    return {
        "sections": content[language]["sections"],
        "openers": side_by_side(content, "openers", language),
        "hard": side_by_side(content, "hard", language),
    }
