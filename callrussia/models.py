"""What the site remembers of its defences and of its upkeep: nobody is in it."""

import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

KEPT = datetime.timedelta(days=14)


class SecurityEventQuerySet(models.QuerySet):
    def overdue(self):
        """Those that are kept no longer."""
        return self.filter(at__lt=Now() - KEPT)

    def kept(self):
        return self.filter(at__gte=Now() - KEPT)


class SecurityEvent(models.Model):
    """How often something happened in one hour. No address, no account, nor a hash of either."""

    class Kind(models.TextChoices):
        LIMIT = "limit", _("stopped by a limit")
        CODE = "code", _("wrong code or words")
        ADMIN = "admin", _("refused in the admin")
        FORGED = "forged", _("form without its token")
        UNMASK = "unmask", _("whole number shown")
        WORK = "work", _("proof of work refused")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    at = models.DateTimeField(_("hour"))
    count = models.PositiveIntegerField(_("how often"))

    objects = SecurityEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("security event")
        verbose_name_plural = _("security events")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint("kind", "at", name="security_event_once_an_hour"),
            models.CheckConstraint(
                name="security_event_whole_hour",
                condition=Q(at__minute=0, at__second=0),
            ),
        )

    def __str__(self):
        return str(self.get_kind_display())


class Run(models.Model):
    """The last time that a job of retention.JOBS ran, and how much it removed.

    Neither tells when one person's report came: the time is the hour, and `removed` is null where
    it was fewer than a crowd, none or one alike.
    """

    job = models.CharField(primary_key=True, max_length=30)
    ran_at = models.DateTimeField()
    removed = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("what is removed by itself")
        verbose_name_plural = _("what is removed by itself")
        default_permissions = ("view",)
        constraints = (
            models.CheckConstraint(
                name="run_removed_a_crowd",
                condition=models.Q(removed__isnull=True) | models.Q(removed__gte=20),
            ),
        )

    def __str__(self):
        return self.job
