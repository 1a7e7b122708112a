"""How many numbers were suppressed, from where and when."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calls import pool
from calls.models import SuppressedNumber
from calls.pool.suppression import hash_of

PAGE = "/en/admin/calls/suppressednumber/"
Source = SuppressedNumber.Source


def counts(page, table):
    return [(str(row["source"]), row["n"]) for row in page.context[table]]


def test_counts_are_by_source_and_by_batch(moderator):
    for n in range(3):
        pool.suppress(79450000000 + n, Source.PAGE, "page 1")
    pool.suppress(79450000009, Source.MODERATOR, "moderator 1")
    pool.suppress(79450000010, Source.MODERATOR, "moderator 2")

    page = moderator.get(PAGE)

    assert counts(page, "sources") == [("the do-not-call page", 3), ("a moderator", 2)]
    assert counts(page, "batches") == [
        ("a moderator", 1),
        ("a moderator", 1),
        ("the do-not-call page", 3),
    ]
    assert "page 1" in page.text


def test_no_hash_shows_and_the_proof_of_the_key_is_not_counted(moderator):
    assert "No number has been suppressed yet." in moderator.get(PAGE).text

    pool.suppress(79450000000, Source.PAGE, "page 1")

    assert hash_of(79450000000).hex() not in moderator.get(PAGE).text
    assert counts(moderator.get(PAGE), "sources") == [("the do-not-call page", 1)]


def test_nothing_is_taken_off_the_list_by_hand(moderator):
    address = f"{PAGE}{hash_of(0).hex()}/delete/"

    assert moderator.post(address, {"post": "yes"}).status_code == 404


def test_others_see_no_counts(psychologist):
    assert psychologist.get(PAGE).status_code == 403


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_opens_in_both_languages(moderator, language):
    pool.suppress(79450000000, Source.PAGE, "page 1")

    assert moderator.get(f"/{language}/admin/calls/suppressednumber/").status_code == 200


def test_one_batch_and_three_take_the_same_queries(moderator):
    def count():
        with CaptureQueriesContext(connection) as queries:
            moderator.get(PAGE)
        return len(queries)

    pool.suppress(79450000000, Source.PAGE, "a")
    one = count()
    pool.suppress(79450000001, Source.PAGE, "b")
    pool.suppress(79450000002, Source.MODERATOR, "c")

    assert count() == one == 5
