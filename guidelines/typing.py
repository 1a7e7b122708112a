"""What somebody has typed into the form of a text and not saved yet: nothing of it is lost."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models.functions import Now

from guidelines.models import Typed

KEPT = datetime.timedelta(days=30)


def keep(model, text_id, editor, fields, version):
    """Keep `fields` (name: value) of the form, begun on `version`, in place of the last ones.

    `text_id` is 0 for a text that is new.
    """
    kind = ContentType.objects.get_for_model(model)
    Typed.objects.update_or_create(
        kind=kind,
        text_id=text_id,
        editor=editor,
        defaults={"fields": fields, "version": version, "typed_at": Now()},
    )


def kept(model, text_id, editor):
    """The `Typed` of this editor, or None."""
    return _mine(model, text_id, editor).first()


def drop(model, text_id, editor):
    """Forget it: it was saved, or is not wanted. A second call changes nothing."""
    _mine(model, text_id, editor).delete()


def old():
    """What nobody has gone on typing for 30 days."""
    return Typed.objects.filter(typed_at__lte=Now() - KEPT)


def drop_old() -> int:
    """Forget it, and return how many forms."""
    return old().delete()[0]


def _mine(model, text_id, editor):
    kind = ContentType.objects.get_for_model(model)
    return Typed.objects.filter(kind=kind, text_id=text_id, editor=editor)
