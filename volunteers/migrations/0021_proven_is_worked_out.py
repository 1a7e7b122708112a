"""Nobody is marked as proven any more: it is worked out. Back again, nobody is until marked."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0020_doubt_right")]
    operations = [migrations.RemoveField("volunteer", "is_proven")]
