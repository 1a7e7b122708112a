"""Whoever could mark as proven may now mark as doubted."""

from django.db import migrations


def rename(before, after, name):
    """The right keeps its row, and so does everybody who has it."""

    def renamed(apps, schema_editor):
        apps.get_model("auth", "Permission").objects.filter(
            content_type__app_label="volunteers", codename=before
        ).update(codename=after, name=name)

    return renamed


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("volunteers", "0019_trust"),
    ]
    operations = [
        migrations.RunPython(
            rename("prove", "doubt", "May mark as doubted"),
            rename("doubt", "prove", "May mark as proven"),
        ),
    ]
