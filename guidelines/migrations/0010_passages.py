"""The newest edition can be searched from the start; each later one is, once it is published."""

from django.db import migrations

from guidelines.search.indexing import fill


def index(apps, schema_editor):
    newest = apps.get_model("guidelines", "Edition").objects.order_by("-number").first()
    if newest:
        fill(apps.get_model("guidelines", "Passage"), apps.get_model("guidelines", "Word"), newest)


def empty(apps, schema_editor):
    for name in ("Passage", "Word"):
        apps.get_model("guidelines", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0009_passage_valid_until")]
    operations = [migrations.RunPython(index, empty)]
