"""What is left of draws: calls that nobody can be told from, and counts that are never crossed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from calls.models.draws import Experience, Felt, Length, Outcome
from calls.models.pool import Region
from guidelines.models import Edition, Opener


class CallerKey(models.Model):
    """A volunteer's key for one ISO week, the only thing by which their calls hang together.

    Forgotten 30 days after its week has ended, with what is counted beside it (CallerCount);
    `week` is that week's Monday.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    volunteer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    week = models.DateField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("volunteer", "week"), name="caller_key_one_a_week"),
        )


class VoidedKey(models.Model):
    """A caller key whose calls are left out of all evidence, also when nobody knows whose it is."""

    key = models.UUIDField(primary_key=True)
    week = models.DateField()

    class Meta:
        default_permissions = ()


class CallQuerySet(models.QuerySet):
    def trusted(self):
        """Without those whose caller's reports were voided."""
        return self.exclude(Exists(VoidedKey.objects.filter(key=OuterRef("caller_key"))))


class Call(models.Model):
    """What came of one draw, without the number, the place and the time of day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # No foreign key: what it pointed to is forgotten before the call is.
    caller_key = models.UUIDField(_("caller key"), db_index=True)
    week = models.DateField(_("week of"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    length = models.CharField(_("length"), max_length=5, choices=Length, blank=True)
    felt = models.CharField(_("how it felt"), max_length=5, choices=Felt, blank=True)
    opener = models.ForeignKey(
        Opener, models.PROTECT, null=True, related_name="+", verbose_name=_("opener")
    )
    opener_used = models.ForeignKey(
        Opener, models.PROTECT, null=True, related_name="+", verbose_name=_("opener used")
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="+", verbose_name=_("edition")
    )
    experience = models.CharField(_("experience"), max_length=4, choices=Experience)
    is_proven = models.BooleanField(_("proven"))
    has_rehearsed = models.BooleanField(_("rehearsed"), default=False, db_default=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        default_permissions = ("view",)
        indexes = (models.Index(fields=("-week", "-id"), name="call_by_week"),)

    def __str__(self):
        return self.get_outcome_display()


class RegionTally(models.Model):
    """Calls by region and week (its Monday)."""

    region = models.ForeignKey(Region, models.PROTECT)
    week = models.DateField()
    calls = models.PositiveIntegerField()

    class Meta:
        default_permissions = ("view",)
        constraints = (models.UniqueConstraint(fields=("region", "week"), name="region_tally_one"),)


class CountryTally(models.Model):
    """Calls by the volunteer's country and day."""

    country = models.CharField(max_length=2)
    day = models.DateField()
    calls = models.PositiveIntegerField()

    class Meta:
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(fields=("country", "day"), name="country_tally_one"),
        )


class HourTally(models.Model):
    """Calls by the hour of the day in UTC and outcome."""

    hour = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    calls = models.PositiveIntegerField()

    class Meta:
        default_permissions = ("view",)
        constraints = (models.UniqueConstraint(fields=("hour", "outcome"), name="hour_tally_one"),)
