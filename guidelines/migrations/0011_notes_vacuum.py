"""Vacuum notes as soon as one was stored anew: what lay there before told of their order."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0010_passages")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE guidelines_note SET "
            "(autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0)",
            "ALTER TABLE guidelines_note RESET "
            "(autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)",
        )
    ]
