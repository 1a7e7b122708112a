"""Who calls: an account that holds only what is needed."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField


class Today(Func):
    """The database's day."""

    function = "CURRENT_DATE"
    template = "%(function)s"
    output_field = models.DateField()


class ThisMonth(Func):
    """The first day of the database's month."""

    template = "date_trunc('month', CURRENT_DATE)::date"
    output_field = models.DateField()


class Standing(models.TextChoices):
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    BANNED = "banned", _("banned")


class Language(models.TextChoices):
    """Each under its own name: whoever looks for theirs can't read the other."""

    RUSSIAN = "ru", "Русский"
    ENGLISH = "en", "English"


class Rehearsed(models.TextChoices):
    """How far somebody came in the rehearsal; never what they said in it."""

    NOT = "", _("not")
    TRIED = "tried", _("tried")
    WHOLE = "whole", _("to the end")


class VolunteerManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email=email.lower())

    def create_superuser(self, email, password=None, **fields):
        """For `manage.py createsuperuser`. A password is ignored: everybody signs in by code."""
        volunteer = self.model(email=email.lower(), is_staff=True, is_superuser=True, **fields)
        volunteer.set_unusable_password()
        volunteer.save()
        return volunteer


class Volunteer(AbstractBaseUser, PermissionsMixin):
    """No name, no time of the last sign-in, dates to the day."""

    last_login = None

    email = models.EmailField(_("e-mail address"), unique=True)
    country = CountryField(_("country"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.RUSSIAN
    )
    joined_on = models.DateField(_("joined"), db_default=Today())
    code_accepted_on = models.DateField(_("accepted the code of conduct"), null=True, blank=True)
    standing = models.CharField(
        _("standing"), max_length=6, choices=Standing, default=Standing.ACTIVE
    )
    # A session ends at the next request once this is false.
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may enter the admin"), default=False)
    # Draws forget their volunteer within days; how experienced one is, is remembered here.
    reports = models.PositiveIntegerField(_("reports"), default=0, db_default=0)
    is_proven = models.BooleanField(_("proven"), default=False)
    # Its first day. Nothing tells more of when somebody was here.
    active_month = models.DateField(_("month of the last draw or sign-in"), db_default=ThisMonth())
    warned_on = models.DateField(_("warned of being erased"), null=True, editable=False)
    rehearsed = models.CharField(
        _("rehearsed"), max_length=5, choices=Rehearsed, blank=True, default="", db_default=""
    )

    objects = VolunteerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ()

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        default_permissions = ("view",)
        permissions = (
            ("suspend", _("May pause, ban and reinstate")),
            ("prove", _("May mark as proven")),
        )
        constraints = (
            models.CheckConstraint(
                name="volunteer_active_by_standing",
                condition=Q(standing=Standing.ACTIVE, is_active=True)
                | (~Q(standing=Standing.ACTIVE) & Q(is_active=False)),
            ),
            # One spelling of an address, so that equality finds it and none joins twice.
            models.CheckConstraint(
                name="volunteer_email_in_lower_case", condition=Q(email=Lower("email"))
            ),
        )

    @property
    def is_practised(self):
        """Has tried the rehearsal, or reported a call: may draw without rehearsing any more."""
        return bool(self.rehearsed or self.reports)

    def __str__(self):
        # Goes into the admin's log, which must not keep the address of an erased account.
        return f"#{self.pk}"


class Inactivity(models.Model):
    """One row, made by a migration: after how many whole months an unused account goes."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    warn_months = models.PositiveSmallIntegerField(
        _("warned after so many months"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(35)],
    )
    erase_months = models.PositiveSmallIntegerField(
        _("erased after so many months"),
        default=6,
        validators=[MinValueValidator(2), MaxValueValidator(36)],
    )

    class Meta:
        verbose_name = _("rule for unused accounts")
        verbose_name_plural = _("rule for unused accounts")
        default_permissions = ("view", "change")
        constraints = (
            models.CheckConstraint(name="inactivity_one_row", condition=Q(id=1)),
            models.CheckConstraint(
                name="inactivity_warns_before_erasing",
                condition=Q(warn_months__gte=1, erase_months__gt=F("warn_months")),
                violation_error_message=_("The warning must come before the erasing."),
            ),
        )

    def __str__(self):
        return str(self._meta.verbose_name)
