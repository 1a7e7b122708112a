"""Where numbers come from and what they are: regions, ranges, numbers, suppressed ones."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from volunteers.models import Today

FIRST_NUMBER, LAST_NUMBER = 7_900_000_0000, 7_999_999_9999


# The region of numbers that ring nobody: on no list, on no map, and of no size.
CHECKS = 999


class RegionManager(models.Manager):
    """Those where people live."""

    def get_queryset(self):
        return super().get_queryset().exclude(pk=CHECKS)


class Region(models.Model):
    """A subject of ISO 3166-2:RU, or a pair of them that the numbering registry does not separate.

    `zones` are IANA names and `offsets` the same zones in minutes east of UTC: Russia keeps no
    summer time. A region may be called only while every one of them is inside calling hours.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    code = models.CharField(_("code"), max_length=16, unique=True)
    name = models.CharField(_("name"), max_length=80)
    zones = ArrayField(models.CharField(max_length=40), verbose_name=_("time zones"))
    offsets = ArrayField(models.SmallIntegerField(), verbose_name=_("minutes east of UTC"))
    # Counted when numbers are loaded, never by a page: the weight with which it is drawn.
    size = models.PositiveIntegerField(_("numbers when last loaded"), default=0, db_default=0)
    dry_until = models.DateTimeField(_("found dry, set aside until"), null=True, blank=True)

    objects = RegionManager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ("code",)

    def __str__(self):
        return self.name


class Exclusion(models.TextChoices):
    """Why the numbers of a range are never called."""

    CAR = "car", _("car emergency modules")
    SPECIAL = "special", _("satellite and special codes")
    MINISTRY = "ministry", _("the ministry's own")
    OPERATOR = "operator", _("an operator without private customers")
    OCCUPIED = "occupied", _("occupied territory of Ukraine")
    NO_REGION = "no_region", _("no region given")
    UNKNOWN = "unknown", _("unknown region")


class Int8Range(Func):
    """PostgreSQL's int8range over both ends."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, '[]')"


class Range(models.Model):
    """One row of the numbering registry: which numbers exist, and where they were issued."""

    first = models.BigIntegerField(_("first number"), primary_key=True)
    last = models.BigIntegerField(_("last number"))
    region = models.ForeignKey(Region, models.PROTECT, null=True, verbose_name=_("region"))
    territory = models.CharField(_("territory, as the registry words it"), max_length=200)
    exclusion = models.CharField(
        _("why excluded"), max_length=10, choices=Exclusion, blank=True, default=""
    )

    class Meta:
        verbose_name = _("range")
        verbose_name_plural = _("ranges")
        ordering = ("first",)
        constraints = (
            models.CheckConstraint(
                name="range_first_to_last",
                condition=Q(first__gte=FIRST_NUMBER, last__lte=LAST_NUMBER, first__lte=F("last")),
            ),
            models.CheckConstraint(
                name="range_region_or_excluded",
                condition=~Q(exclusion="") | Q(region__isnull=False),
            ),
            ExclusionConstraint(
                name="range_no_overlap",
                expressions=[(Int8Range("first", "last"), RangeOperators.OVERLAPS)],
            ),
        )

    def __str__(self):
        return f"+{self.first}–{self.last}"


class Fate(models.IntegerChoices):
    """What became of a number; a greater one is stricter."""

    LIVE = 0, _("may be drawn")
    TRIED = 1, _("may be drawn, tried once")
    DONE = 2, pgettext_lazy("number", "done")
    DEAD = 3, _("does not exist")
    SUPPRESSED = 4, _("never to be called")


class PhoneNumber(models.Model):
    """One number of the pool: 40 million rows, so every byte counts.

    `rest` is the day, counted from `EPOCH` in UTC, from which it may be drawn (0: never rested);
    `ticket` its fixed random place, 0…32767. Who holds it is said by the draw alone.
    """

    number = models.BigIntegerField(primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, db_index=False)
    rest = models.SmallIntegerField(default=0, db_default=0)
    ticket = models.SmallIntegerField()
    fate = models.SmallIntegerField(choices=Fate, default=Fate.LIVE, db_default=Fate.LIVE)

    class Meta:
        verbose_name = _("number")
        verbose_name_plural = _("numbers")
        default_permissions = ()
        permissions = (
            ("look_up", _("May look a number up")),
            ("unmask", _("May see a whole number")),
        )
        indexes = (
            # Only what may be drawn: resting numbers lie behind today, finished ones are not in it.
            models.Index(
                fields=("region", "rest", "ticket"),
                name="phonenumber_ready",
                condition=Q(fate__lt=Fate.DONE),
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="phonenumber_possible",
                condition=Q(number__gte=FIRST_NUMBER, number__lte=LAST_NUMBER),
            ),
            models.CheckConstraint(
                name="phonenumber_in_bounds",
                condition=Q(ticket__gte=0, rest__gte=0, fate__gte=0, fate__lte=Fate.SUPPRESSED),
            ),
        )

    def __str__(self):
        return masked(self.number)


def masked(number):
    """`number` with all but its code and last two digits hidden: "+7 945 •••-••-67"."""
    digits = str(number)
    return f"+7 {digits[1:4]} •••-••-{digits[-2:]}"


class SuppressedNumber(models.Model):
    """The keyed hash of a number that nobody may call again, even if it is loaded once more."""

    class Source(models.TextChoices):
        PAGE = "page", _("the do-not-call page")
        MAIL = "mail", _("by e-mail")
        VOLUNTEER = "volunteer", _("asked during a call")
        MODERATOR = "moderator", _("a moderator")
        # The hash of a constant: a start with another key is noticed by it.
        KEY = "key", _("proof of the key")

    hash = models.BinaryField(primary_key=True, max_length=16)
    source = models.CharField(_("source"), max_length=10, choices=Source)
    day = models.DateField(_("day"), db_default=Today())
    # What came in together can be undone together, should it prove a flood.
    batch = models.CharField(_("batch"), max_length=40)

    class Meta:
        verbose_name = _("suppressed number")
        verbose_name_plural = _("suppressed numbers")
        indexes = (models.Index(fields=("batch",), name="suppressed_batch"),)

    def __str__(self):
        return f"{self.source} {self.batch}"


class Canary(models.Model):
    """The keyed hash of a number that rings nobody: whoever talked with it has made that up.

    Its row in the pool lies in the region CHECKS, which no ordinary draw looks in.
    """

    hash = models.BinaryField(primary_key=True, max_length=16)
    # Else a gap: once the registry fills it, it is a canary no longer.
    is_own_line = models.BooleanField(_("a line of our own"))
    added_on = models.DateField(_("added"), db_default=Today())

    class Meta:
        verbose_name = _("number that rings nobody")
        verbose_name_plural = _("numbers that ring nobody")
        default_permissions = ("view",)

    def __str__(self):
        return str(self.added_on)
