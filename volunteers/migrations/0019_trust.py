"""What trust is worked out from, and a moderator's doubt in the place of their word for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0018_erased_leave_nothing")]
    operations = [
        migrations.AddField(
            "volunteer",
            "talks",
            models.PositiveIntegerField(db_default=0, default=0, verbose_name="talks"),
        ),
        migrations.AddField(
            "volunteer",
            "checks_passed",
            models.PositiveIntegerField(db_default=0, default=0, verbose_name="checks passed"),
        ),
        migrations.AddField(
            "volunteer",
            "is_doubted",
            models.BooleanField(db_default=False, default=False, verbose_name="doubted"),
        ),
        migrations.AlterModelOptions(
            "volunteer",
            {
                "default_permissions": ("view",),
                "permissions": (
                    ("suspend", "May pause, ban and reinstate"),
                    ("doubt", "May mark as doubted"),
                ),
                "verbose_name": "volunteer",
                "verbose_name_plural": "volunteers",
            },
        ),
    ]
