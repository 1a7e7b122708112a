"""The one row of rules, with the defaults of the model."""

from django.db import migrations


def make(apps, schema_editor):
    apps.get_model("calls", "Rules").objects.get_or_create(id=1)


class Migration(migrations.Migration):
    dependencies = [("calls", "0002_regions")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
