"""Moderators read requests for help, mark them as done and delete them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def grant(apps, schema_editor):
    # Permissions are made after all migrations, which is too late for this one.
    config = apps.get_app_config("campaign")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None

    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="moderators")
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="campaign", content_type__model="helprequest"
    )
    group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("campaign", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
