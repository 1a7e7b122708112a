"""What is kept for the sake of those who call and are called: a day off, and mere counts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DayOff(models.Model):
    """ "No more today", until the volunteer's midnight. Deleted once it is over."""

    volunteer = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True)
    until = models.DateTimeField(_("until"), db_index=True)

    class Meta:
        verbose_name = _("day off")
        verbose_name_plural = _("days off")
        default_permissions = ()

    def __str__(self):
        return str(self.pk)


class Encounter(models.Model):
    """How often in a week somebody reached a child, or a person in distress.

    `week` is its Monday. Told by a button of its own, so that it stands beside no report.
    """

    class Kind(models.TextChoices):
        CHILD = "child", _("a child")
        DISTRESS = "distress", _("somebody in distress")

    week = models.DateField(_("week of"))
    kind = models.CharField(_("who"), max_length=8, choices=Kind)
    amount = models.PositiveIntegerField(_("how often"), default=0)

    class Meta:
        verbose_name = _("child or person in distress")
        verbose_name_plural = _("children and people in distress")
        default_permissions = ("view",)
        ordering = ("-week", "kind")
        constraints = (
            models.UniqueConstraint(fields=("week", "kind"), name="encounter_one_a_week"),
            models.CheckConstraint(
                name="encounter_week_is_monday", condition=models.Q(week__iso_week_day=1)
            ),
        )

    def __str__(self):
        return f"{self.week} {self.kind}"
