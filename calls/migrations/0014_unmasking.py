"""A record of whole numbers shown to moderators, and how many a day allows."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models

from volunteers.models import Today


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("calls", "0013_allowance_by_trust"),
    ]
    operations = [
        migrations.AddField(
            "rules",
            "unmaskings",
            models.PositiveSmallIntegerField(
                default=10,
                validators=[MinValueValidator(0), MaxValueValidator(500)],
                verbose_name="whole numbers that a moderator may see in a day",
            ),
        ),
        migrations.CreateModel(
            "Unmasking",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(db_default=Today(), verbose_name="day")),
                (
                    "numbers",
                    models.PositiveSmallIntegerField(
                        db_default=0, default=0, verbose_name="numbers"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="shown to",
                    ),
                ),
            ],
            {
                "verbose_name": "whole numbers shown",
                "verbose_name_plural": "whole numbers shown",
                "default_permissions": ("view",),
                "constraints": (
                    models.UniqueConstraint(fields=("by", "day"), name="unmasking_one_each_day"),
                ),
            },
        ),
    ]
