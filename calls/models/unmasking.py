"""What is kept of numbers that were shown whole: by whom, on which day and how many."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from volunteers.models import Today


class Unmasking(models.Model):
    # Null once erased: that it happened stays.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("shown to")
    )
    day = models.DateField(_("day"), db_default=Today())
    numbers = models.PositiveSmallIntegerField(_("numbers"), default=0, db_default=0)

    class Meta:
        verbose_name = _("whole numbers shown")
        verbose_name_plural = _("whole numbers shown")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(fields=("by", "day"), name="unmasking_one_each_day"),
        )

    def __str__(self):
        return f"{self.day}: {self.numbers}"
