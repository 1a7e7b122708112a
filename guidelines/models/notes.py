"""What callers noted about the guidelines, apart from whoever called and whom they called."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guidelines.models.texts import HardSentence
from volunteers.models import Language


class Note(models.Model):
    """One note. It comes with no time, and is shown in a crowd of five or more alone."""

    class About(models.TextChoices):
        HELPED = "helped", _("what helped")
        HARMED = "harmed", _("what did not")
        NO_ANSWER = "no_answer", _("a sentence I had no answer to")

    # Random, so that the order of rows tells nothing.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    about = models.CharField(_("about"), max_length=9, choices=About)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    text = models.TextField(_("note"), max_length=1000)
    # SHA-256 of what the writer's device keeps, in hex.
    token_hash = models.CharField(max_length=64, unique=True)
    # False until enough others wait beside it.
    is_shown = models.BooleanField(default=False, db_default=False)
    is_done = models.BooleanField(pgettext_lazy("note", "done"), default=False, db_default=False)
    answer = models.ForeignKey(
        HardSentence,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="notes",
        verbose_name=_("hard sentence made of it"),
    )

    class Meta:
        verbose_name = _("note from a call")
        verbose_name_plural = _("notes from calls")
        default_permissions = ("view", "change", "delete")
        ordering = ("pk",)

    def __str__(self):
        # What is said of a note stays when it is deleted: none of its words.
        return str(self.pk)
