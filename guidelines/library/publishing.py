"""Publishing: all drafts, an older edition anew, or what was planned for an hour."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _

from guidelines import drafts, search
from guidelines.models import Edition, Plan


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
    texts, last = _lock()
    _refuse(
        *drafts.problems(texts),
        *drafts.unexplained({"ru": notes_ru, "en": notes_en}),
        *drafts.overtaken(after, last),
    )
    notes = {"notes_ru": notes_ru, "notes_en": notes_en}
    return _make(last + 1, by, drafts.frozen(texts), must_reread, notes)


@transaction.atomic
def republish(number, by, *, notes_ru, notes_en, must_reread=True, after=None):
    """Publish the texts of edition `number` once more, as the next edition, and return it.

    The drafts stay as they are. Raises `Unpublishable` without notes, or where another edition
    was published since edition `after`.
    """
    _, last = _lock()
    _refuse(*drafts.unexplained({"ru": notes_ru, "en": notes_en}), *drafts.overtaken(after, last))
    content = Edition.objects.get(pk=number).content
    notes = {"notes_ru": notes_ru, "notes_en": notes_en}
    return _make(last + 1, by, content, must_reread, notes)


@transaction.atomic
def plan(by, due_at, *, notes_ru, notes_en, must_reread=True, after=None):
    """Freeze all drafts into a plan that becomes the next edition at `due_at` (aware); return it.

    Raises `Unpublishable` as `publish` does, where a fact is out of date by then, and where another
    plan waits.
    """
    texts, last = _lock()
    _refuse(
        *drafts.problems(texts),
        *drafts.unexplained({"ru": notes_ru, "en": notes_en}),
        *drafts.overtaken(after, last),
        *drafts.stale_by(texts["facts"], due_at.astimezone(datetime.UTC).date()),
        *_waiting(),
    )
    return Plan.objects.create(
        due_at=due_at,
        planned_by=by,
        after=last,
        must_reread=must_reread,
        notes_ru=notes_ru,
        notes_en=notes_en,
        content=drafts.frozen(texts),
    )


def withdraw(plan):
    """Take back a plan that waits. False where it has been published, refused or taken back."""
    waiting = Plan.objects.filter(pk=plan.pk, state=Plan.State.WAITING)
    return bool(waiting.update(state=Plan.State.WITHDRAWN))


@transaction.atomic
def publish_due():
    """Publish the plan whose hour has come, and return its edition; None where there is none.

    Where another edition was published since it was planned, the plan is refused for good: nobody
    has compared the two.
    """
    due = Plan.objects.filter(state=Plan.State.WAITING, due_at__lte=Now())
    planned = due.select_for_update(skip_locked=True, of=("self",)).first()
    if planned is None:
        return None
    _, last = _lock()
    language = planned.planned_by.language if planned.planned_by else "ru"
    with translation.override(language):
        refusal = "\n".join(map(str, drafts.overtaken(planned.after, last)))
    if refusal:
        Plan.objects.filter(pk=planned.pk).update(state=Plan.State.REFUSED, refusal=refusal)
        return None
    Plan.objects.filter(pk=planned.pk).update(state=Plan.State.PUBLISHED)
    notes = {"notes_ru": planned.notes_ru, "notes_en": planned.notes_en}
    must_reread = planned.must_reread
    return _make(last + 1, planned.planned_by, planned.content, must_reread, notes)


def _lock():
    """The drafts, and the number of the last edition.

    Locking every text keeps it from being edited half-way, and a second publisher waiting here
    until the first one's edition can be seen.
    """
    texts = drafts.texts(lock=True)
    return texts, Edition.objects.aggregate(last=Max("number"))["last"] or 0


def _refuse(*problems):
    if problems:
        raise Unpublishable(list(problems))


def _waiting():
    if Plan.objects.filter(state=Plan.State.WAITING).exists():
        message = _("Another edition is planned already. Take it back first.")
        yield drafts.Problem(message, Edition)


def _make(number, by, content, must_reread, notes):
    edition = Edition.objects.create(
        number=number, published_by=by, must_reread=must_reread, content=content, **notes
    )
    search.index(edition)
    return edition
