"""What came into the pool, from where and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Where the numbers of an import were taken from."""

    # Personal data, even without a name beside them.
    DIRECTORY = "directory", _("a directory of people's numbers")
    RANGES = "ranges", _("ranges of the numbering registry")


class ImportQuerySet(models.QuerySet):
    def personal(self):
        """Those that brought personal data into the pool."""
        return self.filter(origin=Origin.DIRECTORY, added__gt=0)


class Import(models.Model):
    """One intake of numbers: what was read, and what became of it. It names no file.

    Lines read = added + known + twice + suppressed + excluded + no_range + invalid.
    """

    origin = models.CharField(_("origin"), max_length=10, choices=Origin)
    begun_at = models.DateTimeField(_("begun"))
    # Null where it was broken off: what it had added by then stayed.
    finished_at = models.DateTimeField(_("finished"), null=True)
    read = models.PositiveIntegerField(_("read"))
    added = models.PositiveIntegerField(_("added"))
    known = models.PositiveIntegerField(_("in the pool already"))
    twice = models.PositiveIntegerField(_("repeated in the list"))
    suppressed = models.PositiveIntegerField(_("never to be called"))
    excluded = models.PositiveIntegerField(_("excluded"))
    no_range = models.PositiveIntegerField(_("in no range"))
    invalid = models.PositiveIntegerField(_("no mobile numbers"))

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ("view",)
        ordering = ("-begun_at",)

    def __str__(self):
        return f"{self.get_origin_display()}, {self.begun_at:%Y-%m-%d}"
