"""What sweeps have in common: thousands of draws, in batches of which each is one transaction."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import BooleanField, Func, Model, Q, QuerySet, Value

from calls.models import Draw

SQL = Path(__file__).parent.parent / "sql"
# As many go together at least.
CROWD = 20
# Whoever needs a row of a batch waits for a fraction of a second.
BATCH = 2000
# Erasing waits for it; drawing and reporting do not, as they would for any lock of the ORM's.
KEEP = "SELECT FROM volunteers_volunteer WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"


class Among(Func):
    """A column is among the values of an array: a placeholder for each would cost the most."""

    arg_joiner = " = ANY ("
    template = "%(expressions)s)"
    output_field = BooleanField()


def among(model: type[Model], pks) -> Among:
    return Among("pk", Value(list(pks), ArrayField(model._meta.pk)))


def batches(draws: QuerySet, size: int, *fields) -> Iterator[list[tuple]]:
    """The ids and `fields` of `draws`, `size` at a time; the last takes up less than a crowd.

    In random order, so that neither the place of a batch nor its fellows tell when a draw was
    reported. Read from a cursor that is held between transactions: the database sorts a million
    once, and nobody keeps them in memory.
    """
    found = draws.order_by("?").values_list("pk", *fields).iterator(chunk_size=size)
    batch = list(islice(found, size))
    while batch:
        following = list(islice(found, size))
        if len(following) < CROWD:
            batch, following = batch + following, []
        yield batch
        batch = following


def lock(draws: QuerySet, batch) -> dict:
    """Lock what of `batch` still is among `draws` and free: {id: its volunteer's}.

    Nobody is waited for: what a volunteer is at work on, or another sweep, is left to the next.
    """
    known = draws.filter(among(Draw, (pk for pk, *_ in batch)))
    free = known.select_for_update(no_key=True, skip_locked=True)
    return dict(free.values_list("pk", "volunteer"))


def keep(volunteers):
    """Keep them from being erased while draws are stored that name them; before any other lock."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [list({pk for pk in volunteers if pk})])


def drop(draws: QuerySet, size: int, *joined: Q) -> int:
    """Delete `draws`, `size` at a time, and return how many.

    `joined` joins what is to be locked with them.
    """
    dropped = 0
    for batch in batches(draws, size):
        with transaction.atomic():
            locked = lock(draws.filter(*joined), batch)
            dropped += Draw.objects.filter(among(Draw, locked)).delete()[0]
    return dropped


def run(sql: str, drawn, **terms):
    """Run a statement over the draws whose ids are `drawn`.

    As objects of the ORM, deleted and created anew and counted key by key, a report took 0.32 ms
    of a core to forget, Python's and PostgreSQL's; by statements it takes 0.09 ms.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"draws": list(drawn)} | terms)
