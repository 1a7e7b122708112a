"""Rows of a written statement as models, for what nearly every request asks.

The ORM takes longer to put such a question into SQL than it takes to ask it.
"""

from django.db import connection


def columns(model) -> str:
    """All columns of `model`. `*` would break what is prepared when a migration adds one."""
    return ", ".join(field.column for field in model._meta.concrete_fields)


def first(model, sql: str, params, *further: str):
    """The first row as a `model`, or None. It holds `columns(model)`, then what is `further`."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
    if row is None:
        return None
    names = [field.attname for field in model._meta.concrete_fields]
    found = model.from_db(connection.alias, names, row[: len(names)])
    vars(found).update(zip(further, row[len(names) :], strict=True))
    return found


def write(sql: str, params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
