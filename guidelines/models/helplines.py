"""Where somebody can be talked to, as it was checked on a day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

# Days after which a line is to be checked anew.
STALE = 183


class Helpline(models.Model):
    country = CountryField(
        _("country"), blank=True, help_text=_("Empty: it answers in many countries.")
    )
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("As one dials it there.")
    )
    address = models.URLField(_("address"), blank=True)
    languages = models.CharField(_("languages"), max_length=120)
    hours = models.CharField(_("hours"), max_length=120)
    source = models.URLField(_("source"), help_text=_("Where all this stands."))
    checked_on = models.DateField(_("checked on"))

    class Meta:
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ("country", "name")
        constraints = (
            models.CheckConstraint(
                name="helpline_can_be_reached",
                condition=~Q(phone="", address=""),
                violation_error_message=_("Give a phone number or an address."),
            ),
        )

    def __str__(self):
        return self.name
