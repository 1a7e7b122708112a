"""Sessions that know whose they are. Everybody signs in once more."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import volunteers.models


class Migration(migrations.Migration):
    dependencies = [("sessions", "0001_initial"), ("volunteers", "0006_pseudonyms_only")]
    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="session key",
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("since", models.DateField(db_default=volunteers.models.Today())),
                (
                    "volunteer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "default_permissions": (),
            },
        ),
        # Nobody reads them any more, and they name whose they were.
        migrations.RunSQL("DELETE FROM django_session", migrations.RunSQL.noop),
    ]
