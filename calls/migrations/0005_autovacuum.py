"""Vacuum the pool by rows, not by percentage: a fifth of 40 million would be weeks of calls."""

from django.db import migrations

TABLES = {"calls_phonenumber": 50_000, "calls_draw": 1_000}


def settings(table, rows):
    return migrations.RunSQL(
        f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0, "
        f"autovacuum_vacuum_threshold = {rows}, autovacuum_analyze_scale_factor = 0, "
        f"autovacuum_analyze_threshold = {rows}, autovacuum_vacuum_insert_scale_factor = 0, "
        f"autovacuum_vacuum_insert_threshold = {rows * 20})",
        f"ALTER TABLE {table} RESET (autovacuum_vacuum_scale_factor, "
        "autovacuum_vacuum_threshold, autovacuum_analyze_scale_factor, "
        "autovacuum_analyze_threshold, autovacuum_vacuum_insert_scale_factor, "
        "autovacuum_vacuum_insert_threshold)",
    )


class Migration(migrations.Migration):
    dependencies = [("calls", "0004_moderators")]
    operations = [settings(table, rows) for table, rows in TABLES.items()]
