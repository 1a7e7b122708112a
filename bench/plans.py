"""Whether a statement reads the pool, or finds single numbers in it: asked of its plan."""

import json

from django.db import connection

from calls.models import PhoneNumber

POOL = PhoneNumber._meta.db_table
# Enough for every row of a page to have one, and far from a part of the pool worth reading.
MOST = 100


class Watch:
    """Makes visits, and notes what is wrong with the plan of any statement about the pool.

    `faults` are sentences; `count` says how many statements about the pool there were.
    """

    def __init__(self, client):
        self.client, self.faults, self.count = client, set(), 0
        self._sent = []

    def __call__(self, visit):
        self._sent.clear()
        with connection.execute_wrapper(self._note):
            response = visit.by(self.client)
        for sql, params in self._sent:
            self.faults |= {f"{visit}: {fault}" for fault in faults(plan(sql, params))}
        self.count += len(self._sent)
        return response

    def _note(self, execute, sql, params, many, context):
        if POOL in sql:
            self._sent.append((sql, params))
        return execute(sql, params, many, context)


def plan(sql: str, params=None) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        (found,) = cursor.fetchone()
    return (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]


def faults(node: dict):
    """Each way in which the plan reads more of the pool than a page shows."""
    if node.get("Relation Name") == POOL and node["Node Type"] != "ModifyTable":
        is_found = {"Index Cond", "Recheck Cond"} & node.keys()
        if not is_found or node["Plan Rows"] > MOST:
            yield f"{node['Node Type']} of {node['Plan Rows']} numbers"
    for inner in node.get("Plans", ()):
        yield from faults(inner)
