"""What could be published before there was a review counts as approved."""

from django.db import migrations


def approve(apps, schema_editor):
    for name in ("Section", "Opener", "HardSentence"):
        apps.get_model("guidelines", name).objects.update(status="approved")


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0005_workshop")]
    operations = [migrations.RunPython(approve, migrations.RunPython.noop)]
