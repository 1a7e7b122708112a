"""What psychologists write beside the texts: comments, and what was typed and not yet saved."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from volunteers.models import Today


class Comment(models.Model):
    """A remark on a text. Who made it is known to nobody but its author."""

    kind = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    text_id = models.PositiveBigIntegerField()
    text = GenericForeignKey("kind", "text_id")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    body = models.TextField(_("comment"), max_length=4000)
    made_on = models.DateField(db_default=Today())
    is_settled = models.BooleanField(default=False, db_default=False)

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        indexes = (models.Index(fields=("kind", "text_id"), name="comment_by_text"),)

    def __str__(self):
        return self.body[:80]


class Typed(models.Model):
    """The fields of a form as one editor last typed them; `text_id` is 0 for a new text."""

    kind = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    text_id = models.PositiveBigIntegerField()
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    fields = models.JSONField()
    # The version of the text on which the typing began.
    version = models.PositiveIntegerField()
    typed_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint("kind", "text_id", "editor", name="typed_one_each"),)

    def __str__(self):
        return f"{self.kind} {self.text_id}"
