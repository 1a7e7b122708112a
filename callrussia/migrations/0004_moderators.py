"""Moderators see what is removed by itself."""

from django.db import migrations

from callrussia.rights import granted


class Migration(migrations.Migration):
    dependencies = [("callrussia", "0003_run"), ("volunteers", "0002_moderators")]
    operations = [granted("callrussia", "moderators", "view_run")]
