"""What was published, what is to be published at an hour, and who has read it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from volunteers.models import Today


class Edition(models.Model):
    """All texts as they stood when published, in both languages.

    `content` is {language: {kind: [text]}}, each text a dictionary of the fields that
    drafts.KINDS names for its kind, with its `slug` or `id`. Older editions lack newer kinds.
    """

    number = models.PositiveIntegerField(_("number"), primary_key=True)
    published_on = models.DateField(_("published"), db_default=Today())
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    must_reread = models.BooleanField(_("must be read again"), default=True)
    notes = models.TextField(_("what changed"))
    content = models.JSONField(_("texts"))

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        default_permissions = ("view",)
        permissions = (("publish", _("May publish an edition")),)
        ordering = ("-number",)

    def __str__(self):
        return _("Edition %(number)s") % {"number": self.number}


class Confirmation(models.Model):
    """A volunteer's word that they have read an edition."""

    volunteer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    confirmed_on = models.DateField(db_default=Today())

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint("volunteer", "edition", name="confirmation_one"),)

    def __str__(self):
        return f"{self.edition_id}, {self.confirmed_on}"


class Plan(models.Model):
    """An edition that is to be published by itself: its texts as they stood when it was planned."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        PUBLISHED = "published", _("published")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    due_at = models.DateTimeField(_("to be published"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    # Why it was refused, one reason a line.
    refusal = models.TextField(blank=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # The edition that it was compared with.
    after = models.PositiveIntegerField()
    must_reread = models.BooleanField(_("must be read again"), default=True)
    notes_ru = models.TextField()
    notes_en = models.TextField()
    content = models.JSONField(_("texts"))

    class Meta:
        default_permissions = ()
        ordering = ("-due_at",)
        constraints = (
            models.UniqueConstraint(
                "state", name="plan_one_waiting", condition=models.Q(state="waiting")
            ),
        )

    def __str__(self):
        return f"{self.due_at:%Y-%m-%d %H:%M}"
