"""Psychologists read how often children and people in distress were reached."""

from django.db import migrations

from callrussia.rights import granted


class Migration(migrations.Migration):
    dependencies = [("calls", "0025_care"), ("guidelines", "0003_psychologists")]
    operations = [
        granted("calls", "psychologists", "view_encounter"),
        # What lay there before a count rose would tell in which transactions it did.
        migrations.RunSQL(
            "ALTER TABLE calls_encounter SET "
            "(autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0)",
            "ALTER TABLE calls_encounter RESET "
            "(autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)",
        ),
    ]
