"""Openers that run side by side, and by which one measure they are compared."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from volunteers.models import Today


class Measure(models.TextChoices):
    """A share of the answered calls."""

    THREE_MINUTES = "three_minutes", _("talks of three minutes or more, among answered calls")
    TALKED = "talked", _("talks of any length, among answered calls")
    GENTLE = "gentle", _("talks that felt warm or calm, among answered calls")


class Trial(models.Model):
    """Declared before it begins: the database lets none of it be changed but its end."""

    measure = models.CharField(
        _("measure"), max_length=13, choices=Measure, default=Measure.THREE_MINUTES
    )
    least = models.PositiveSmallIntegerField(
        _("smallest difference that matters, in percentage points"), default=5
    )
    openers = ArrayField(models.PositiveBigIntegerField(), editable=False)
    declared_on = models.DateField(_("declared"), db_default=Today(), editable=False)
    # Calls know the Monday of their week, and no day.
    begins = models.DateField(_("begins"))
    ended_on = models.DateField(
        pgettext_lazy("trial", "ended"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("trial of openers")
        verbose_name_plural = _("trials of openers")
        default_permissions = ("view",)
        permissions = (("hold_trial", _("May declare and end trials of openers")),)
        ordering = ("-begins", "-pk")
        constraints = (
            models.CheckConstraint(
                name="trial_declared_before", condition=Q(begins__gt=F("declared_on"))
            ),
            models.CheckConstraint(
                name="trial_begins_on_monday", condition=Q(begins__iso_week_day=1)
            ),
            models.CheckConstraint(
                name="trial_least_in_points", condition=Q(least__gte=1, least__lte=50)
            ),
            models.CheckConstraint(
                name="trial_two_or_three", condition=Q(openers__len__gte=2, openers__len__lte=3)
            ),
            models.UniqueConstraint(
                fields=("ended_on",),
                name="trial_one_at_a_time",
                condition=Q(ended_on=None),
                nulls_distinct=False,
            ),
        )

    def __str__(self):
        return f"{self.get_measure_display()}, {self.begins:%Y-%m-%d}"
