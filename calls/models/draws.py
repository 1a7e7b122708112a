"""What a draw is: a number lent to one volunteer, then what they reported of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from calls.models.pool import Fate, PhoneNumber, Region
from guidelines.models import Edition, Opener


class Outcome(models.TextChoices):
    NOBODY = "nobody", _("Nobody answered")
    NO_SUCH = "no_such_number", _("The number does not exist")
    NO_ABROAD = "no_calls_from_abroad", _("The network refuses calls from abroad")
    ENDED = "ended", _("They ended it")
    TALKED = "talked", _("We talked")
    ASKED = "asked_not_to", _("Asked not to be called")
    UNSUITED = "unsuited", _("Not a person to be called")


class Effect(models.TextChoices):
    """All that a number may learn of a call. Reports wait for others with the same effect."""

    RETRY = "retry", _("The number may be drawn again in one or two weeks.")
    ABROAD = "abroad", _("The number may be drawn again in half a year.")
    DOUBTED = "doubted", _("The number may be drawn once more, in three months.")
    DONE = "done", _("The number is not called again.")
    DEAD = "dead", _("The number is marked as not existing.")
    SUPPRESSED = "suppressed", _("Nobody calls this number again, ever.")


class Ending(models.TextChoices):
    """How a draw was closed."""

    REPORTED = "reported", _("reported")
    RELEASED = "released", _("given back")
    EXPIRED = "expired", _("time ran out")
    TAKEN = "taken", _("taken back")


class Reason(models.TextChoices):
    """Why a volunteer gives a number back; none of them is an outcome."""

    NOT_NOW = "not_now", _("I am not able to now")
    MY_LINE = "my_line", _("My line failed")
    KNOWN = "known", _("I know this person")


class Length(models.TextChoices):
    UNDER_1 = "0-1", _("less than a minute")
    UNDER_3 = "1-3", _("1 to 3 minutes")
    UNDER_10 = "3-10", _("3 to 10 minutes")
    UNDER_30 = "10-30", _("10 to 30 minutes")
    LONGER = "30-", _("more than 30 minutes")


class Felt(models.TextChoices):
    """How the talk felt to the volunteer, never what the other person said."""

    WARM = "warm", _("warm")
    CALM = "calm", _("calm")
    HARD = "hard", _("hard")
    HEAVY = "heavy", _("I need a rest after it")


class Experience(models.TextChoices):
    """The volunteer's calls up to and with this one, in bands."""

    FIRST = "1", _("first call")
    FEW = "2-5", _("2 to 5 calls")
    SOME = "6-20", _("6 to 20 calls")
    MANY = "21-", _("more than 20 calls")


class DrawQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def held(self):
        return self.open().filter(expires_at__gt=Now())

    def expired(self):
        return self.open().filter(expires_at__lte=Now())

    def forgotten(self):
        return self.filter(number=None)


class Draw(models.Model):
    # Random, and therefore the token as well: whoever knows it may report this draw and no
    # other, though the number has long gone to somebody else.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # Null once forgotten: nobody can tell afterwards who called whom.
    number = models.ForeignKey(PhoneNumber, models.PROTECT, null=True, db_index=False)
    # Null once erased or three days old: the report stays, and still counts.
    volunteer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_index=False, related_name="draws"
    )
    # Rounded to the hour once forgotten: the day's allowance needs no more.
    drawn_at = models.DateTimeField(_("drawn"), db_default=Now())
    expires_at = models.DateTimeField(_("expires"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    reported_at = models.DateTimeField(_("first reported"), null=True)
    is_talking = models.BooleanField(_("talking"), default=False, db_default=False)
    ending = models.CharField(max_length=8, choices=Ending, blank=True, default="", db_default="")
    reason = models.CharField(max_length=8, choices=Reason, blank=True, default="", db_default="")

    # What the number was like before this draw, and what its report made of it.
    found_fate = models.SmallIntegerField(choices=Fate, null=True)
    found_rest = models.SmallIntegerField(null=True)
    wrote_fate = models.SmallIntegerField(choices=Fate, null=True)
    wrote_rest = models.SmallIntegerField(null=True)

    # The report. `version` counts its amendments, so that an old page can't undo a newer one.
    outcome = models.CharField(
        max_length=20, choices=Outcome, blank=True, default="", db_default=""
    )
    effect = models.CharField(max_length=10, choices=Effect, blank=True, default="", db_default="")
    version = models.PositiveSmallIntegerField(default=0, db_default=0)
    length = models.CharField(max_length=5, choices=Length, blank=True, default="", db_default="")
    felt = models.CharField(max_length=5, choices=Felt, blank=True, default="", db_default="")
    opener_used = models.ForeignKey(
        Opener, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    # Of a number that rings nobody alone: where its page says that it is. Such a draw is never
    # counted; it stays as long as others only because the day's allowance counts it.
    posed_as = models.ForeignKey(
        Region, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    # Noted when drawn, for the counts.
    opener = models.ForeignKey(Opener, models.PROTECT, null=True, db_index=False, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, db_index=False, related_name="+")
    country = models.CharField(max_length=2)
    experience = models.CharField(max_length=4, choices=Experience)
    is_proven = models.BooleanField(default=False, db_default=False)
    has_rehearsed = models.BooleanField(default=False, db_default=False)
    # Once forgotten, the band of the time until the report (DELAYS); null with the volunteer.
    delay = models.PositiveSmallIntegerField(null=True)

    objects = DrawQuerySet.as_manager()

    class Meta:
        verbose_name = _("draw")
        verbose_name_plural = _("draws")
        default_permissions = ("view",)
        permissions = (("take_back", _("May take a draw back")),)
        constraints = (
            models.UniqueConstraint(
                fields=("number",), name="draw_one_holder", condition=Q(closed_at=None)
            ),
            models.UniqueConstraint(
                fields=("volunteer",), name="draw_one_each", condition=Q(closed_at=None)
            ),
            models.CheckConstraint(
                name="draw_open_has_number",
                condition=Q(closed_at__isnull=False)
                | Q(number__isnull=False, expires_at__isnull=False, volunteer__isnull=False),
            ),
            models.CheckConstraint(
                name="draw_report_whole",
                condition=Q(outcome="", effect="", version=0, reported_at=None)
                | (~Q(outcome="") & ~Q(effect="") & Q(version__gte=1, closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="draw_forgotten_wholly",
                condition=Q(number__isnull=False)
                | Q(
                    expires_at=None,
                    reported_at=None,
                    found_fate=None,
                    found_rest=None,
                    wrote_fate=None,
                    wrote_rest=None,
                ),
            ),
        )
        indexes = (
            # The allowance counts a volunteer's last day; the home page shows their last draws.
            models.Index(fields=("volunteer", "-drawn_at"), name="draw_by_volunteer"),
            models.Index(fields=("expires_at",), name="draw_open", condition=Q(closed_at=None)),
            # A number that is looked up or removed asks for its draws.
            models.Index(
                fields=("number",), name="draw_by_number", condition=Q(number__isnull=False)
            ),
        )

    def __str__(self):
        return str(self.pk)
