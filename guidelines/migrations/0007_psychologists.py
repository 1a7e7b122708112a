"""What psychologists may do with the new kinds of text, and with notes from calls."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

TEXTS = ("fact", "care", "voicemail", "turn", "choice", "question")
RIGHTS = {
    *(f"{act}_{text}" for act in ("add", "change", "delete", "view") for text in TEXTS),
    "view_note",
    "change_note",
    "delete_note",
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
    group = apps.get_model("auth", "Group").objects.get(name="psychologists")
    group.permissions.add(*rights(apps))


def take(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name="psychologists"):
        group.permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0006_approved")]
    operations = [migrations.RunPython(give, take)]
