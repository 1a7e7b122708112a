"""The rule for unused accounts: its one row, and moderators' right to change it."""

from django.db import migrations

from callrussia.rights import granted


def make(apps, schema_editor):
    apps.get_model("volunteers", "Inactivity").objects.get_or_create(id=1)


def remove(apps, schema_editor):
    apps.get_model("volunteers", "Inactivity").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0016_active_month")]
    operations = [
        migrations.RunPython(make, remove),
        granted("volunteers", "moderators", "view_inactivity", "change_inactivity"),
    ]
