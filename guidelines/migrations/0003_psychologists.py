"""The group of those who write and publish what volunteers are told to say."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

TEXTS = ("section", "opener", "hardsentence")
RIGHTS = {
    *(f"{act}_{text}" for act in ("add", "change", "delete", "view") for text in TEXTS),
    "view_edition",
    "publish",
}


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
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="psychologists")
    group.permissions.add(*rights(apps))


def take(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name="psychologists"):
        group.permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("guidelines", "0002_first_edition"),
    ]
    operations = [migrations.RunPython(give, take)]
