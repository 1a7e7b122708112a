"""Who calls: an account that holds only what is needed."""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from callrussia.sealed import unseal
from volunteers import addresses


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
    def get_by_natural_key(self, address):
        return self.get(pseudonym=addresses.pseudonym(address))

    def create_superuser(self, pseudonym, password=None, **fields):
        """For `manage.py createsuperuser`, which names the address after the field that it fills.

        A password is ignored: everybody signs in by code.
        """
        volunteer = self.model(is_staff=True, is_superuser=True, **fields)
        volunteer.pseudonym = addresses.pseudonym(pseudonym)
        volunteer.set_unusable_password()
        volunteer.save()
        # Where allauth looks for them.
        known = {"email": volunteer.pseudonym, "verified": True, "primary": True}
        apps.get_model("account", "EmailAddress").objects.create(user=volunteer, **known)
        return volunteer


class Volunteer(AbstractBaseUser, PermissionsMixin):
    """No name, no address in clear, no time of the last sign-in, dates to the day."""

    last_login = None

    # Of the address, or of the codename: a keyed hash, by which somebody is found and not named.
    pseudonym = models.CharField(_("e-mail address"), max_length=60, unique=True)
    # Only where they want to be written to; the key to it stands outside the database.
    sealed_address = models.BinaryField(null=True, editable=False)
    # All sessions of an account carry a hash of it: with another one, they end.
    session_mark = models.CharField(max_length=22, blank=True, default="", db_default="")
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
    talks = models.PositiveIntegerField(_("talks"), default=0, db_default=0)
    checks_passed = models.PositiveIntegerField(_("checks passed"), default=0, db_default=0)
    # After a moderator's review: their word counts as a newcomer's, whatever they report.
    is_doubted = models.BooleanField(_("doubted"), default=False, db_default=False)
    # Its first day. Nothing tells more of when somebody was here.
    active_month = models.DateField(_("month of the last draw or sign-in"), db_default=ThisMonth())
    warned_on = models.DateField(_("warned of being erased"), null=True, editable=False)
    rehearsed = models.CharField(
        _("rehearsed"), max_length=5, choices=Rehearsed, blank=True, default="", db_default=""
    )

    objects = VolunteerManager()

    USERNAME_FIELD = "pseudonym"
    EMAIL_FIELD = "pseudonym"
    REQUIRED_FIELDS = ()

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        default_permissions = ("view",)
        permissions = (
            ("suspend", _("May pause, ban and reinstate")),
            ("doubt", _("May mark as doubted")),
        )
        constraints = (
            models.CheckConstraint(
                name="volunteer_active_by_standing",
                condition=Q(standing=Standing.ACTIVE, is_active=True)
                | (~Q(standing=Standing.ACTIVE) & Q(is_active=False)),
            ),
            # No address in clear, by whatever way it comes.
            models.CheckConstraint(
                name="volunteer_by_pseudonym",
                condition=Q(pseudonym__regex=r"^[0-9a-f]{40}@pseudonym\.invalid$"),
            ),
        )

    @property
    def address(self) -> str:
        """The address to write to; empty where none is kept. Raises InvalidTag."""
        return unseal(self.sealed_address) if self.sealed_address else ""

    @property
    def has_codename(self) -> bool:
        """Signs in with a codename and its phrase, and has no address."""
        return self.has_usable_password()

    @property
    def is_practised(self):
        """Has tried the rehearsal, or reported a call: may draw without rehearsing any more."""
        return bool(self.rehearsed or self.reports)

    def _get_session_auth_hash(self, secret=None):
        # Django's own, but for the mark.
        salt = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
        marked = self.password + self.session_mark
        return salted_hmac(salt, marked, secret=secret, algorithm="sha256").hexdigest()

    def get_short_name(self):
        """What the admin greets them with."""
        return str(self)

    def __str__(self):
        # Goes into the admin's log, which must not keep the address of an erased account.
        return f"#{self.pk}"


class Session(AbstractBaseSession):
    """A device on which somebody is signed in, or somebody's way to there. No address of it."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, null=True, related_name="sessions")
    since = models.DateField(db_default=Today())

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore


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
