"""Moderators see what is removed by itself."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def right(apps):
    """The row of the right, made now: Django itself makes it only after the last migration."""
    config = apps.get_app_config("callrussia")
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="callrussia", codename="view_run"
    )


def give(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name="moderators")
    group.permissions.add(right(apps))


def take(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name="moderators")
    group.permissions.remove(right(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("callrussia", "0003_run"),
        ("volunteers", "0002_moderators"),
    ]
    operations = [migrations.RunPython(give, take)]
