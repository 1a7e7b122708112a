"""The list of calls: what came of them, and nothing that tells whose they were."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calls.models import Call, Outcome
from guidelines import library
from guidelines.models import Opener
from tests.factories import explain

PAGE = "/en/admin/calls/call/"
WEEK = datetime.date(2026, 3, 2)


def make_call(**fields):
    fields = {
        "caller_key": uuid.uuid4(),
        "week": WEEK,
        "outcome": Outcome.NOBODY,
        "edition": library.live(),
        "experience": "1",
        "is_proven": False,
    } | fields
    return Call.objects.create(**fields)


def test_calls_show_newest_week_first_and_no_key_of_a_caller(moderator):
    older = make_call()
    newer = make_call(week=WEEK + datetime.timedelta(days=7), outcome=Outcome.TALKED)

    page = moderator.get(PAGE)

    assert list(page.context["cl"].result_list) == [newer, older]
    assert str(older.caller_key) not in page.text
    assert str(older.pk) not in page.text
    assert "We talked" in page.text


def test_calls_are_narrowed_by_outcome(moderator):
    make_call()
    talked = make_call(outcome=Outcome.TALKED)

    page = moderator.get(PAGE, {"outcome__exact": "talked"})

    assert list(page.context["cl"].result_list) == [talked]


def test_calls_are_narrowed_by_whether_the_caller_had_rehearsed(moderator):
    make_call()
    rehearsed = make_call(has_rehearsed=True)

    page = moderator.get(PAGE, {"has_rehearsed__exact": "1"})

    assert list(page.context["cl"].result_list) == [rehearsed]


def test_nothing_about_a_call_can_be_changed(moderator):
    call = make_call()

    assert moderator.get(f"{PAGE}{call.pk}/change/").status_code == 404
    assert moderator.post(f"{PAGE}{call.pk}/delete/").status_code == 404
    moderator.post(PAGE, {"action": "delete_selected", "_selected_action": [call.pk]})
    assert Call.objects.count() == 1


def test_others_see_no_calls(psychologist):
    assert psychologist.get(PAGE).status_code == 403


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_list_opens_in_both_languages(moderator, language):
    make_call()

    assert moderator.get(f"/{language}/admin/calls/call/").status_code == 200


def test_one_call_and_three_take_the_same_queries(moderator):
    def count():
        with CaptureQueriesContext(connection) as queries:
            moderator.get(PAGE)
        return len(queries)

    make_call()
    one = count()
    make_call(opener=Opener.objects.first())
    make_call()

    assert count() == one == 6


def test_a_page_of_calls_is_read_along_an_index(moderator):
    make_call()
    with CaptureQueriesContext(connection) as queries:
        moderator.get(PAGE)

    (query,) = (q["sql"] for q in queries if '"calls_call"."caller_key"' in q["sql"])
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off; SET enable_sort = off")
    assert "call_by_week" in str(explain(query, None))
