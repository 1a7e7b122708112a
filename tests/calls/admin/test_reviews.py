"""Moderators see why somebody's reports are to be looked at, and decide what of it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calls import review
from calls.models import CallerCount, Review, Void, VoidedTally
from tests.calls.fabricators import HONEST, QUICK, make_counts, make_everybody

LIST = "/en/admin/calls/review/"
ACTS = ("fine", "void", "undo")


@pytest.fixture
def raised(db):
    cache.clear()
    make_everybody()
    make_counts(**QUICK)
    review.raise_reviews()
    return Review.objects.get()


def page_of(found, act="change"):
    return f"{LIST}{found.pk}/{act}/"


def count(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_each_measure_stands_beside_everybodys(moderator, raised):
    page = moderator.get(page_of(raised))

    rows = {str(row["measure"]): row for row in page.context["rows"]}
    quick = rows["reports that came within 10 seconds"]
    assert (quick["own"], quick["quartiles"], quick["limit"]) == ("67%", ["1%"] * 3, "30%")
    assert [n for n, row in rows.items() if row["is_beyond"]] == [
        "reports that came within 10 seconds",
        "how unusual the times until the report are",
    ]
    assert (page.context["people"], page.context["reports"]) == (26, 20)
    assert "beyond the limit" in page.text


def test_a_review_is_closed_as_fine_after_asking(moderator, raised):
    asked = moderator.get(page_of(raised, "fine"))
    assert (asked.status_code, Review.objects.get().state) == (200, "open")

    answers = [moderator.post(page_of(raised, "fine"), follow=True) for _ in range(2)]

    assert Review.objects.get().state == "fine"
    assert "The review is closed: nothing is wrong." in answers[0].text
    assert "That had been done before: nothing has changed." in answers[1].text


def test_reports_are_voided_after_asking_and_given_back(moderator, raised):
    asked = moderator.get(page_of(raised, "void"))
    assert "forgotten 30 days after the week’s end" in asked.text
    assert Void.objects.count() == 0

    voided = moderator.post(page_of(raised, "void"), follow=True)
    assert "These reports are void: they count in no trusted figure." in voided.text
    assert (Void.objects.count(), VoidedTally.objects.count()) == (1, 3)
    back = moderator.post(page_of(raised, "undo"), follow=True)

    assert "The reports count again." in back.text
    assert (Void.objects.count(), VoidedTally.objects.count()) == (0, 0)


def test_the_log_names_who_did_it_and_which_review_and_no_call(moderator, raised):
    moderator.post(page_of(raised, "void"))

    entry = LogEntry.objects.get()
    assert (entry.user_id, entry.object_repr) == (moderator.person.pk, f"#{raised.pk}")
    assert entry.change_message == "The reports are void."


def test_once_all_is_forgotten_the_page_says_so(moderator, raised):
    CallerCount.objects.filter(caller_key__volunteer=raised.volunteer).delete()

    page = moderator.get(page_of(raised))

    assert "Nothing is known of these reports any more." in page.text


@pytest.mark.parametrize("act", ["change", *ACTS])
def test_others_see_no_review_and_void_nothing(psychologist, client, raised, act):
    path = page_of(raised, act)

    assert (psychologist.get(path).status_code, psychologist.post(path).status_code) == (403, 403)
    assert (client.get(path).status_code, client.post(path).status_code) == (302, 302)
    assert (Void.objects.count(), Review.objects.get().state) == (0, "open")


@pytest.mark.parametrize("act", ["change", *ACTS])
def test_a_review_that_is_not_there_is_not_found(moderator, act):
    assert moderator.get(f"{LIST}12345/{act}/").status_code == 404
    assert moderator.post(f"{LIST}12345/{act}/").status_code == 404


def test_the_list_takes_as_many_queries_for_one_as_for_three(moderator, raised):
    moderator.get(LIST)
    one = count(lambda: moderator.get(LIST))
    for _ in range(2):
        Review.objects.create(volunteer=make_counts(**HONEST), reasons=["hours"])

    page = moderator.get(LIST)

    assert count(lambda: moderator.get(LIST)) == one == 6
    assert f'href="{page_of(raised)}"' in page.text
    assert "reports that came within 10 seconds" in page.text


def test_the_pages_take_few_queries(moderator, raised):
    moderator.get(page_of(raised))

    found = [
        count(lambda act=act: moderator.get(page_of(raised, act))) for act in ("change", *ACTS)
    ]

    assert found == [7, 5, 5, 5]
