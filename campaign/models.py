"""What people write to the campaign."""

from django.conf import settings
from django.db import models
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from volunteers.models import Today


class Topic(models.TextChoices):
    QUESTION = "question", _("A question, or something else")
    THREAT = "threat", _("Somebody threatens me")
    DISTRESS = "distress", _("Somebody I called is in distress")
    TECHNICAL = "technical", _("Something does not work")
    DATA = "data", _("What you hold of me")


class HelpRequest(models.Model):
    """A message to the moderators. Nothing says who sent it but what they wrote themselves."""

    topic = models.CharField(
        _("topic"),
        max_length=9,
        choices=Topic,
        default=Topic.QUESTION,
        db_default=Topic.QUESTION,
    )
    message = models.TextField(_("message"), max_length=4000)
    reply_to = models.EmailField(_("e-mail for the answer"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    created_on = models.DateField(_("came on"), db_default=Today(), editable=False)
    is_done = models.BooleanField(_("done"), default=False)

    class Meta:
        verbose_name = _("help request")
        verbose_name_plural = _("help requests")
        default_permissions = ("view", "change", "delete")
        # Threats come before all else that waits.
        ordering = ("is_done", Case(When(topic=Topic.THREAT, then=0), default=1), "-id")

    def __str__(self):
        # Never the message: the admin's log would keep a copy after it was deleted.
        return f"{self._meta.verbose_name} {self.pk}"
