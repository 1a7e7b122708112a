"""Nothing in the database tells when a note was left, by whom, or after which call.

Notes are left by known volunteers right after known draws were reported; then everything is tried
that could put them in their order: columns, sequences, the physical order of rows, the
transactions that wrote a row or locked it last (`xmin`, `xmax`).
"""

import pytest
from django.conf import settings
from django.db import connection, models

from calls import pool
from calls.models import Outcome
from guidelines import notes, tasks
from guidelines.models import HardSentence, Note
from tests.calls.test_unlinking import correlation, fetch
from tests.factories import make_caller, make_number

pytestmark = pytest.mark.django_db(transaction=True)
AMOUNT = 30


def evening(amount=AMOUNT):
    """Calls, each followed by a note: the texts in the order in which they were left."""
    texts = []
    for n in range(amount):
        make_number()
        volunteer = make_caller()
        pool.report(pool.draw(volunteer), Outcome.TALKED)
        texts.append(f"Слово {'а' * n}.")
        notes.leave(Note.About.HELPED, "ru", texts[-1])
    return texts


def ordered(by):
    return [text for (text,) in fetch(f"SELECT text FROM guidelines_note ORDER BY {by}")]


def pages_by_id():
    """Whether the rows of each page lie in the order of their random ids.

    The pages themselves are taken as they are free, and not by their number.
    """
    pages = fetch(
        "SELECT array_agg(id ORDER BY ctid) = array_agg(id ORDER BY id) FROM guidelines_note "
        "GROUP BY (ctid::text::point)[0]"
    )
    return {in_order for (in_order,) in pages}


def transactions():
    return {xid for (xid,) in fetch("SELECT xmin::text FROM guidelines_note")}


def transactions_of_others():
    """All that wrote or locked a row of any other table of ours."""
    found = set()
    for table in set(connection.introspection.table_names()) - {"guidelines_note"}:
        found |= {
            *fetch(f'SELECT xmin::text FROM "{table}" UNION SELECT xmax::text FROM "{table}"')
        }
    return {xid for (xid,) in found}


def standard_errors(texts, by):
    return correlation(ordered(by), texts) * (len(texts) - 1) ** 0.5


def test_a_note_has_no_column_that_says_whose_or_when_and_no_sequence():
    kinds = {field.name: type(field) for field in Note._meta.concrete_fields}

    assert [name for name, kind in kinds.items() if issubclass(kind, models.DateField)] == []
    assert [f.related_model for f in Note._meta.concrete_fields if f.is_relation] == [HardSentence]
    assert fetch("SELECT pg_get_serial_sequence('guidelines_note', 'id')") == [(None,)]
    assert [
        related.name
        for related in Note._meta.get_fields()
        if related.auto_created and not related.concrete
    ] == []


def test_notes_that_wait_are_one_heap_after_each_that_comes():
    texts = evening()

    assert pages_by_id() == {True}
    # Five standard errors: once in two million runs by chance.
    assert abs(standard_errors(texts, "ctid")) < 5
    assert len(transactions()) == 1
    assert transactions() & transactions_of_others() == set()


def test_after_a_minute_the_last_one_is_not_known_by_its_neighbours_either():
    evening(3)
    (before,) = transactions()

    tasks.stir_notes()

    stirs = next(e for e in settings.CELERY_BEAT_SCHEDULE.values() if "stir_notes" in e["task"])
    assert len(transactions() - {before}) == 1
    assert not Note.objects.filter(is_shown=True).exists()
    assert stirs["schedule"] == 60


def test_notes_that_are_shown_have_no_order():
    texts = evening()

    notes.show_waiting()

    assert Note.objects.filter(is_shown=True).count() == AMOUNT
    assert pages_by_id() == {True}
    assert [by for by in ("ctid", "id", "token_hash") if abs(standard_errors(texts, by)) > 5] == []
    assert len(transactions()) == 1
    assert transactions() & transactions_of_others() == set()


def test_what_lay_there_before_is_swept_away_at_once():
    (options,) = fetch("SELECT reloptions FROM pg_class WHERE relname = 'guidelines_note'")[0]

    assert {*options} >= {"autovacuum_vacuum_threshold=0", "autovacuum_vacuum_scale_factor=0"}
