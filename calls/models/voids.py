"""What is counted beside caller keys, what is doubted because of it, and what is taken out."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from calls.models.calls import CallerKey
from calls.models.draws import Outcome
from volunteers.models import Today

# Seconds from the draw to its first report, by which the bands of delays are divided: band n ends
# before DELAYS[n].
DELAYS = (10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900)


def delay_words(band):
    ends = {"from": (0, *DELAYS)[band], "until": (*DELAYS, None)[band]}
    if ends["until"] is None:
        return gettext("%(from)s seconds or longer") % ends
    return gettext("%(from)s to %(until)s seconds") % ends


class Hours(models.IntegerChoices):
    """The hour of the draw in UTC. So wide since an hour tells in which zones it is day."""

    NIGHT = 0, _("0:00 to 8:00 UTC")
    DAY = 1, _("8:00 to 16:00 UTC")
    EVENING = 2, _("16:00 to 24:00 UTC")


class CallerCount(models.Model):
    """So many calls of one caller key of which one thing is true; forgotten with the key.

    Only calls that are settled, and therefore one of a crowd, are counted here: `value` is a band
    of DELAYS or of Hours as a text, or an Outcome, which alone is crossed with the country. A
    report of a canary number is no call; if it was said to be answered it is counted as CANARY.
    """

    class Kind(models.TextChoices):
        DELAY = "delay", _("time until the report")
        HOUR = "hour", _("hour of the day")
        OUTCOME = "outcome", _("outcome")
        CANARY = "canary", _("test numbers that ring nobody, reported as answered")

    # No serial number, which would tell what was settled in one night.
    pk = models.CompositePrimaryKey("caller_key", "kind", "value", "country")
    caller_key = models.ForeignKey(CallerKey, models.CASCADE, db_index=False, related_name="counts")
    kind = models.CharField(max_length=7, choices=Kind)
    value = models.CharField(max_length=20)
    country = models.CharField(max_length=2, blank=True)
    calls = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    @property
    def label(self):
        """`value` in words; empty for a canary."""
        kind = self.Kind(self.kind)
        if kind == self.Kind.DELAY:
            return delay_words(int(self.value))
        if kind == self.Kind.HOUR:
            return Hours(int(self.value)).label
        return Outcome(self.value).label if kind == self.Kind.OUTCOME else ""


class Void(models.Model):
    """Whoever has one is not believed: what is known to be theirs counts in no trusted figure."""

    volunteer = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    voided_on = models.DateField(db_default=Today())

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.voided_on)


class VoidedTally(models.Model):
    """The correction beside the raw tallies: less so many calls of a week (its Monday).

    Of each voided key, all that is counted beside it by outcome. The tallies by region, hour and
    day are never corrected.
    """

    pk = models.CompositePrimaryKey("week", "outcome", "country")
    week = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    country = models.CharField(max_length=2)
    calls = models.IntegerField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(name="voided_tally_takes_away", condition=Q(calls__lte=0)),
        )


class Measured(models.TextChoices):
    """What is measured of a volunteer's reports: see calls/review.py."""

    QUICK = "quick", _("reports that came within 10 seconds")
    TALKS = "talks", _("talks among all reports")
    OUTCOMES = "outcomes", _("how unusual the outcomes are")
    DELAYS = "delays", _("how unusual the times until the report are")
    HOURS = "hours", _("how evenly the calls lie round the clock")
    CANARIES = "canaries", _("test numbers that ring nobody, reported as answered")


class Review(models.Model):
    """Somebody is to look at a volunteer's reports. It says nothing of what they are."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("review", "open")
        FINE = "fine", pgettext_lazy("review", "nothing wrong")
        VOIDED = "voided", pgettext_lazy("review", "reports voided")

    volunteer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("volunteer")
    )
    raised_on = models.DateField(_("raised"), db_default=Today(), editable=False)
    reasons = ArrayField(
        models.CharField(max_length=8, choices=Measured), verbose_name=_("why"), editable=False
    )
    state = models.CharField(
        _("state"), max_length=6, choices=State, default=State.OPEN, db_default=State.OPEN
    )
    closed_on = models.DateField(_("closed"), null=True, editable=False)

    class Meta:
        verbose_name = _("review of reports")
        verbose_name_plural = _("reviews of reports")
        default_permissions = ("view",)
        permissions = (("void", _("May close reviews, and void reports")),)
        constraints = (
            models.UniqueConstraint(
                fields=("volunteer",), name="review_one_open", condition=Q(state="open")
            ),
            models.CheckConstraint(
                name="review_closed_on_a_day",
                condition=Q(state="open", closed_on=None)
                | (~Q(state="open") & Q(closed_on__isnull=False)),
            ),
            models.CheckConstraint(name="review_has_reasons", condition=Q(reasons__len__gte=1)),
        )

    def __str__(self):
        # Goes into the admin's log.
        return f"#{self.pk}"
