"""Let nothing of an erased account lie in the tables' pages, indexes and statistics.

A row that was deleted stays on its page until it is vacuumed, and each first change of a page after
a checkpoint writes the whole page into the WAL, and so into its archive and every copy. By default
a table is vacuumed once a fifth of its rows are dead, and indexes not even then; and the planner's
statistics hold some values as they are.
"""

from django.db import migrations

OPTIONS = {
    "autovacuum_vacuum_scale_factor": "0",
    "autovacuum_vacuum_threshold": "0",
    "vacuum_index_cleanup": "on",
}
# Each with its columns that tell of one person: all are found by equality, in unique indexes.
TABLES = {
    "volunteers_volunteer": ("pseudonym", "sealed_address", "password", "time_zone", "country"),
    "account_emailaddress": ("email",),
    "volunteers_session": ("session_key", "session_data"),
}


def change(table, columns):
    options = ", ".join(f"{name} = {value}" for name, value in OPTIONS.items())
    return migrations.RunSQL(
        [
            f"ALTER TABLE {table} SET ({options})",
            *(f"ALTER TABLE {table} ALTER {name} SET STATISTICS 0" for name in columns),
        ],
        [
            f"ALTER TABLE {table} RESET ({', '.join(OPTIONS)})",
            *(f"ALTER TABLE {table} ALTER {name} SET STATISTICS -1" for name in columns),
        ],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("volunteers", "0017_inactivity_row"),
    ]
    operations = [change(table, columns) for table, columns in TABLES.items()]
