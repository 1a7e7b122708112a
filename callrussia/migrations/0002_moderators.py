"""Moderators see the counts of security events."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = ("view_securityevent",)


def rights(apps):
    """Rows for `RIGHTS`, made now: Django itself makes them only after the last migration."""
    config = apps.get_app_config("callrussia")
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="callrussia", codename__in=RIGHTS
    )


def give(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="moderators")
    group.permissions.add(*rights(apps))


def take(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name="moderators")
    group.permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("callrussia", "0001_security_events"),
    ]
    operations = [migrations.RunPython(give, take)]
