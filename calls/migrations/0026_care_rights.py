"""Psychologists read how often children and people in distress were reached."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def right(apps):
    """The row for the right, made now: Django itself makes it only after the last migration."""
    config = apps.get_app_config("calls")
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="calls", codename="view_encounter"
    )


def give(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name="psychologists")
    group.permissions.add(*right(apps))


def take(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name="psychologists")
    group.permissions.remove(*right(apps))


class Migration(migrations.Migration):
    dependencies = [("calls", "0025_care"), ("guidelines", "0003_psychologists")]
    operations = [
        migrations.RunPython(give, take),
        # What lay there before a count rose would tell in which transactions it did.
        migrations.RunSQL(
            "ALTER TABLE calls_encounter SET "
            "(autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0)",
            "ALTER TABLE calls_encounter RESET "
            "(autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)",
        ),
    ]
