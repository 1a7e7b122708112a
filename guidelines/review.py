"""The way of a text from draft to approved, and what is said of it meanwhile."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import F

from guidelines.models import Comment, Status


def change(text, by):
    """Note that `by` has changed the words of `text`: a draft again, one version further."""
    _rows(text).update(
        version=F("version") + 1, status=Status.DRAFT, edited_by=by, approved_by=None
    )
    text.refresh_from_db(fields=["version", "status", "edited_by", "approved_by"])


def put_aside(text):
    """Note that `text` was set aside, or taken back, with its words as they were."""
    _rows(text).update(version=F("version") + 1)
    text.refresh_from_db(fields=["version"])


def hand_in(text):
    """Ask a second psychologist to look at `text` as it stands in this version.

    False where it has changed since, or is no draft any more.
    """
    drafts = _rows(text).filter(version=text.version, status=Status.DRAFT)
    return bool(drafts.update(status=Status.REVIEW))


def approve(text, by):
    """Approve this version of `text`, which somebody else wrote and handed in.

    False where it has changed since, is not in review, or `by` wrote it.
    """
    waiting = _rows(text).filter(version=text.version, status=Status.REVIEW)
    return bool(waiting.exclude(edited_by=by).update(status=Status.APPROVED, approved_by=by))


def send_back(text):
    """Make this version of `text` a draft again. False where it has changed since, or is one."""
    looked_at = _rows(text).filter(version=text.version).exclude(status=Status.DRAFT)
    return bool(looked_at.update(status=Status.DRAFT, approved_by=None))


def comments(text):
    """What was said of `text`, oldest first."""
    kind = ContentType.objects.get_for_model(text)
    return Comment.objects.filter(kind=kind, text_id=text.pk)


def comment(text, author, body):
    """Say something of `text`; each call says it once more."""
    return Comment.objects.create(text=text, author=author, body=body)


def settle(comment):
    """Note that what `comment` asks for is done. A second call changes nothing."""
    Comment.objects.filter(pk=comment.pk).update(is_settled=True)


def _rows(text):
    return type(text)._base_manager.filter(pk=text.pk)
