"""What must hold of the schema: all other promises lean on constraints that are in force."""

from django.apps import apps
from django.db import connection

from calls.checking.findings import Finding

THERE = """
SELECT conname FROM pg_constraint WHERE conrelid = ANY(%(tables)s::regclass[])
UNION SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE indrelid = ANY(%(tables)s::regclass[])
"""
# A primary or foreign key or a unique column, which the models don't name.
UNNAMED = """
SELECT contype::text, relname, attname FROM pg_constraint
JOIN pg_class ON pg_class.oid = conrelid
JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
WHERE cardinality(conkey) = 1 AND conrelid = ANY(%(tables)s::regclass[])
"""
INVALID = """
SELECT conname FROM pg_constraint
WHERE NOT convalidated AND conrelid = ANY(%(tables)s::regclass[])
UNION SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE NOT (indisvalid AND indisready AND indislive) AND indrelid = ANY(%(tables)s::regclass[])
"""
# A foreign key is kept by triggers on both of its tables.
SILENT = """
SELECT DISTINCT conname FROM pg_trigger JOIN pg_constraint c ON c.oid = tgconstraint
WHERE tgenabled <> 'O' AND conrelid = ANY(%(tables)s::regclass[])
"""


def check() -> list[Finding]:
    models = list(apps.get_app_config("calls").get_models())
    tables = [f'"{model._meta.db_table}"' for model in models]
    named, unnamed = _declared(models)
    missing = named - {name for (name,) in _rows(THERE, tables)}
    missing |= {" ".join(key) for key in unnamed - set(_rows(UNNAMED, tables))}
    return [
        _finding("Each constraint and index is there.", "Make it as its migration did.", missing),
        _finding(
            "Each constraint and index is valid.",
            "VALIDATE the constraint, or REINDEX the index CONCURRENTLY.",
            {name for (name,) in _rows(INVALID, tables)},
        ),
        _finding(
            "No foreign key is switched off.",
            "ALTER TABLE … ENABLE TRIGGER ALL on both of its tables.",
            {name for (name,) in _rows(SILENT, tables)},
        ),
    ]


def _declared(models):
    """The names of constraints and indexes, and the (kind, table, column) of those without."""
    metas = [model._meta for model in models]
    named = {thing.name for meta in metas for thing in (*meta.constraints, *meta.indexes)}
    unnamed = {
        (kind, meta.db_table, field.column)
        for meta in metas
        for field in meta.concrete_fields
        for kind, is_it in (
            ("p", field.primary_key),
            ("u", field.unique and not field.primary_key),
            ("f", field.remote_field),
        )
        if is_it
    }
    return named, unnamed


def _rows(query, tables):
    with connection.cursor() as cursor:
        cursor.execute(query, {"tables": tables})
        return cursor.fetchall()


def _finding(promise, advice, names):
    finding = Finding(promise, advice)
    finding.add(sorted(names), str)
    return finding
