"""The registry as it was last loaded, and what the pool has still to follow of it."""

from django.db import models
from django.db.models import F, Q

from calls.models.pool import Region


class Registry(models.Model):
    """One row, made by the first load. `version` counts the times the ranges were replaced."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveIntegerField(default=0, db_default=0)
    # Null where the ranges are a demo's own.
    loaded_on = models.DateField(null=True)

    class Meta:
        default_permissions = ()
        constraints = (models.CheckConstraint(name="registry_one_row", condition=Q(id=1)),)


class Correction(models.Model):
    """A stretch of numbers whose entry in the registry changed, until the pool's rows say the same.

    Written with the ranges, in one transaction, and gone once it is made: what a load that was
    killed has not done stands here.
    """

    class Kind(models.IntegerChoices):
        """In the order in which they are made: what may not be called any more comes first."""

        FINISH = 0  # excluded
        DROP = 1  # in no range
        PLACE = 2  # in `region`
        # A single number that was in no range while a draw named it: dropped by a later load.
        KEPT = 3

    kind = models.SmallIntegerField(choices=Kind)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    region = models.ForeignKey(Region, models.PROTECT, null=True, db_index=False)

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="correction_first_to_last", condition=Q(first__lte=F("last"))
            ),
            # 2 is PLACE.
            models.CheckConstraint(
                name="correction_region_to_place",
                condition=Q(kind=2, region__isnull=False) | (~Q(kind=2) & Q(region=None)),
            ),
        )
