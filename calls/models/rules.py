"""The settings that moderators change: the big switch, hours, lengths, limits."""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from callrussia import work


def limits(least, most):
    return [MinValueValidator(least), MaxValueValidator(most)]


class Rules(models.Model):
    """One row, made by a migration."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    # Set by demo_pool for good: wherever this database is served, it takes demo codes only.
    is_demo = models.BooleanField(_("demo database"), default=False, editable=False)
    is_paused = models.BooleanField(_("the campaign is paused"), default=False)
    opens = models.TimeField(_("calls from"), default=datetime.time(10))
    weekend_opens = models.TimeField(_("at weekends from"), default=datetime.time(11))
    closes = models.TimeField(_("calls until"), default=datetime.time(20))
    loan = models.PositiveSmallIntegerField(
        _("a number is lent for (minutes)"), default=30, validators=limits(5, 120)
    )
    shortest_loan = models.PositiveSmallIntegerField(
        _("and not for less than (minutes)"), default=15, validators=limits(1, 60)
    )
    allowance = models.PositiveSmallIntegerField(
        _("draws in 24 hours"), default=30, validators=limits(1, 500)
    )

    proof_of_work = models.CharField(
        _("ask for a proof of work"),
        max_length=6,
        choices=work.Asked,
        default=work.Asked.NEVER,
        help_text=_(
            "Whoever joins, asks for help or wants no calls waits about a second for their device "
            "to reckon, or twenty seconds without JavaScript. It slows a flood down."
        ),
    )

    class Meta:
        verbose_name = _("rules")
        verbose_name_plural = _("rules")
        default_permissions = ("view", "change")
        constraints = (
            models.CheckConstraint(name="rules_one_row", condition=Q(id=1)),
            models.CheckConstraint(
                name="rules_opens_before_closes",
                condition=Q(opens__lt=F("closes"), weekend_opens__lt=F("closes")),
            ),
            models.CheckConstraint(
                name="rules_loan_in_bounds",
                condition=Q(loan__gte=F("shortest_loan"), shortest_loan__gte=1),
            ),
        )

    def __str__(self):
        return str(self._meta.verbose_name)
