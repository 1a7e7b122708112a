"""Psychologists keep the helplines."""

from django.db import migrations

from callrussia.rights import granted

RIGHTS = [f"{act}_helpline" for act in ("add", "change", "delete", "view")]


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0020_helplines")]
    operations = [granted("guidelines", "psychologists", *RIGHTS)]
