"""Several at once, each with a connection of their own: nobody undoes what another has done."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from guidelines import drafts, library, ordering
from guidelines.models import HardSentence
from tests.guidelines.test_publishing import let_pass, plan
from tests.guidelines.texts import make_hard, make_opener, make_section, publish

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = """
    SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
"""
# What PostgreSQL does where a draw names its opener; here without waiting for anybody.
NAME_OPENER = "SELECT id FROM guidelines_opener FOR KEY SHARE NOWAIT"


def apart(act, *args):
    """Do it in a thread with a connection of its own."""
    try:
        return act(*args)
    finally:
        connection.close()


def wait_for_another():
    """Until another connection waits for what this one has locked; at most ten seconds."""
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(WAITING)
            if cursor.fetchone():
                return
            time.sleep(0.02)


@pytest.fixture(autouse=True)
def _few_texts():
    for kind in drafts.KINDS.values():
        kind.model.objects.all().delete()
    make_opener()


def test_of_two_who_move_texts_at_once_neither_undoes_the_other():
    first, second, third, fourth = (make_hard(order=n) for n in range(4))
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            ordering.shift(first, 1)
            moved = other.submit(apart, ordering.shift, fourth, -1)
            wait_for_another()
        moved.result(30)

    order = [*HardSentence.objects.values_list("pk", flat=True)]
    assert order == [second.pk, first.pk, fourth.pk, third.pk]


def test_an_edition_has_the_order_of_the_move_for_which_it_waited():
    first, second = make_section("first", order=1), make_section("second", order=2)
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            ordering.shift(first, 1)
            publishing = other.submit(apart, publish)
            wait_for_another()
        made = publishing.result(30)

    slugs = [section["slug"] for section in made.content["ru"]["sections"]]
    assert slugs == [second.slug, first.slug]


def test_a_plan_that_is_taken_back_while_it_is_published_was_too_late():
    make_section("only")
    planned = plan()
    let_pass(planned)
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            made = library.publish_due()
            withdrawn = other.submit(apart, library.withdraw, planned)
            wait_for_another()

        assert (withdrawn.result(30), library.live()) == (False, made)


def test_openers_are_drawn_while_somebody_publishes():
    make_section("only")
    with ThreadPoolExecutor(1) as caller, transaction.atomic():
        publish()

        assert caller.submit(apart, name_opener).result(30) == 1


def name_opener():
    with connection.cursor() as cursor:
        cursor.execute(NAME_OPENER)
        return cursor.rowcount
