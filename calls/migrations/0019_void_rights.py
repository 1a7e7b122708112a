"""Moderators look at reviews, close them, and may void reports."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {"view_review", "void"}


def rights(apps):
    """Rows for `RIGHTS`, made now: Django itself makes them only after the last migration."""
    config = apps.get_app_config("calls")
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="calls", codename__in=RIGHTS
    )


def give(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name="moderators")
    group.permissions.add(*rights(apps))


def take(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name="moderators")
    group.permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    dependencies = [("calls", "0018_caller_counts")]
    operations = [migrations.RunPython(give, take)]
