"""Let moderators see what came into the pool, from where and when."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def right(apps):
    """The row for it, made now: Django itself makes it only after the last migration."""
    config = apps.get_app_config("calls")
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="calls", codename="view_import"
    )


def give(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get(name="moderators").permissions.add(right(apps))


def take(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get(name="moderators").permissions.remove(right(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("calls", "0007_imports"),
    ]
    operations = [migrations.RunPython(give, take)]
