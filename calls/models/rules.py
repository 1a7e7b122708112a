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

    # By level of trust, see calls/trust.py. In real crowds almost everybody stays new: what they
    # get is enough for a long first evening.
    allowance_small = models.PositiveSmallIntegerField(
        _("draws in 24 hours, new and without an address"), default=6, validators=limits(1, 500)
    )
    allowance_new = models.PositiveSmallIntegerField(
        _("draws in 24 hours, new"), default=12, validators=limits(1, 500)
    )
    allowance_known = models.PositiveSmallIntegerField(
        _("draws in 24 hours, known"), default=25, validators=limits(1, 500)
    )
    allowance_proven = models.PositiveSmallIntegerField(
        _("draws in 24 hours, proven"), default=40, validators=limits(1, 500)
    )
    # Never so long that a draw is forgotten before it has passed.
    pause_new = models.PositiveSmallIntegerField(
        _("seconds between two draws, new"), default=60, validators=limits(0, 900)
    )
    pause_known = models.PositiveSmallIntegerField(
        _("seconds between two draws, known"), default=30, validators=limits(0, 900)
    )
    pause_proven = models.PositiveSmallIntegerField(
        _("seconds between two draws, proven"), default=15, validators=limits(0, 900)
    )
    known_reports = models.PositiveSmallIntegerField(
        _("known from so many reports"), default=3, validators=limits(1, 1000)
    )
    known_days = models.PositiveSmallIntegerField(
        _("known from so many days after joining"), default=1, validators=limits(0, 365)
    )
    proven_reports = models.PositiveSmallIntegerField(
        _("proven from so many reports"), default=10, validators=limits(1, 1000)
    )
    proven_days = models.PositiveSmallIntegerField(
        _("proven from so many days after joining"), default=7, validators=limits(0, 365)
    )
    proven_talks = models.PositiveSmallIntegerField(
        _("proven from so many talks"), default=1, validators=limits(0, 1000)
    )
    proven_checks = models.PositiveSmallIntegerField(
        _("proven from so many checks passed"),
        default=1,
        validators=limits(0, 1000),
        help_text=_("Only where there are numbers to check by."),
    )
    # In a hundred draws; never a volunteer's first.
    checks_new = models.PositiveSmallIntegerField(
        _("percent of draws that check, new"), default=8, validators=limits(0, 50)
    )
    checks_known = models.PositiveSmallIntegerField(
        _("percent of draws that check, known"), default=4, validators=limits(0, 50)
    )
    checks_proven = models.PositiveSmallIntegerField(
        _("percent of draws that check, proven"), default=2, validators=limits(0, 50)
    )
    unmaskings = models.PositiveSmallIntegerField(
        _("whole numbers that a moderator may see in a day"), default=10, validators=limits(0, 500)
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
            models.CheckConstraint(
                name="rules_trust_allows_more",
                condition=Q(allowance_small__gte=1, allowance_small__lte=F("allowance_new"))
                & Q(allowance_new__lte=F("allowance_known"))
                & Q(allowance_known__lte=F("allowance_proven")),
            ),
            models.CheckConstraint(
                name="rules_trust_pauses_less",
                condition=Q(pause_new__lte=900, pause_new__gte=F("pause_known"))
                & Q(pause_known__gte=F("pause_proven")),
            ),
            models.CheckConstraint(
                name="rules_trust_grows",
                condition=Q(known_reports__gte=1, known_reports__lte=F("proven_reports"))
                & Q(known_days__lte=F("proven_days")),
            ),
        )

    def __str__(self):
        return str(self._meta.verbose_name)
