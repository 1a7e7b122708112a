"""Psychologists keep the helplines."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {f"{act}_helpline" for act in ("add", "change", "delete", "view")}


def rights(apps):
    """Rows for `RIGHTS`, made now: Django itself makes them only after the last migration."""
    config = apps.get_app_config("guidelines")
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="guidelines", codename__in=RIGHTS
    )


def give(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name="psychologists")
    group.permissions.add(*rights(apps))


def take(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name="psychologists")
    group.permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0020_helplines")]
    operations = [migrations.RunPython(give, take)]
