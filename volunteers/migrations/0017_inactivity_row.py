"""The rule for unused accounts: its one row, and moderators' right to change it."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = ("view_inactivity", "change_inactivity")


def rights(apps):
    """Rows for `RIGHTS`, made now: Django itself makes them only after the last migration."""
    config = apps.get_app_config("volunteers")
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="volunteers", codename__in=RIGHTS
    )


def give(apps, schema_editor):
    apps.get_model("volunteers", "Inactivity").objects.get_or_create(id=1)
    group = apps.get_model("auth", "Group").objects.get(name="moderators")
    group.permissions.add(*rights(apps))


def take(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name="moderators")
    group.permissions.remove(*rights(apps))
    apps.get_model("volunteers", "Inactivity").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0016_active_month")]
    operations = [migrations.RunPython(give, take)]
