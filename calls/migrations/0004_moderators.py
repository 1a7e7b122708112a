"""The group of those who run the campaign: what they may see and do in calls."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

# To see a whole number is a right that each moderator is given, or not, by name.
RIGHTS = {
    "look_up",
    "take_back",
    "view_draw",
    "view_call",
    "view_region",
    "view_range",
    "view_rules",
    "change_rules",
    "view_suppressednumber",
}


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
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="moderators")
    group.permissions.add(*rights(apps))


def take(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name="moderators")
    group.permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("calls", "0003_rules"),
    ]
    operations = [migrations.RunPython(give, take)]
