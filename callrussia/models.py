"""What the site remembers of its own upkeep."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
