"""Numbers that ring nobody, the draws of them, and how often they are lent."""

import django.db.models.deletion
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models

from volunteers.models import Today

CHECKS = (
    ("checks_new", 8, "percent of draws that check, new"),
    ("checks_known", 4, "percent of draws that check, known"),
    ("checks_proven", 2, "percent of draws that check, proven"),
)


def percent(default, words):
    limits = [MinValueValidator(0), MaxValueValidator(50)]
    return models.PositiveSmallIntegerField(default=default, validators=limits, verbose_name=words)


class Migration(migrations.Migration):
    dependencies = [("calls", "0014_unmasking")]
    operations = [
        *(
            migrations.AddField("rules", name, percent(default, words))
            for name, default, words in CHECKS
        ),
        migrations.CreateModel(
            "Canary",
            [
                (
                    "hash",
                    models.BinaryField(max_length=16, primary_key=True, serialize=False),
                ),
                ("is_own_line", models.BooleanField(verbose_name="a line of our own")),
                ("added_on", models.DateField(db_default=Today(), verbose_name="added")),
            ],
            {
                "verbose_name": "number that rings nobody",
                "verbose_name_plural": "numbers that ring nobody",
                "default_permissions": ("view",),
            },
        ),
        # Draws are some ten thousand rows, and no value is written into them.
        migrations.AddField(
            "draw",
            "posed_as",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="calls.region",
            ),
        ),
    ]
