"""What to say: drafts that psychologists edit, and editions that never change again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from volunteers.models import Today


class Section(models.Model):
    """One chapter of the draft, in Markdown."""

    slug = models.SlugField(_("address"), unique=True)
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"))

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("order", "pk")

    def __str__(self):
        return self.title or self.slug


class Opener(models.Model):
    """One way to begin the talk; each draw is given one at random."""

    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("words to begin with"))
    is_paused = models.BooleanField(_("paused"), default=False)

    class Meta:
        verbose_name = _("opener")
        verbose_name_plural = _("openers")
        ordering = ("order", "pk")

    def __str__(self):
        return (self.text or "")[:80]


class HardSentence(models.Model):
    """They say …, you can say …"""

    order = models.PositiveSmallIntegerField(_("order"))
    they_say = models.TextField(_("they say"))
    you_can_say = models.TextField(_("you can say"))

    class Meta:
        verbose_name = _("hard sentence")
        verbose_name_plural = _("hard sentences")
        ordering = ("order", "pk")

    def __str__(self):
        return self.they_say


class Edition(models.Model):
    """All texts as they stood when published, in both languages.

    `content` is {language: {"sections": [{slug, title, body}], "openers": [{id, text}],
    "hard": [{id, they_say, you_can_say}]}}.
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
