import re

import pytest

from calls import pool
from calls.models import Outcome
from tests.factories import make_number, make_region

WORDS = {
    None: "In the last hours you called nobody.",
    Outcome.NOBODY: "No talk came of it.",
    Outcome.TALKED: "With one person a talk came of it.",
}


def call(volunteer, outcome=Outcome.NOBODY):
    make_number()
    pool.report(pool.draw(volunteer), outcome)


@pytest.mark.parametrize("outcome", WORDS)
def test_it_tells_in_words_and_without_a_digit_what_was_done(caller, volunteer, outcome):
    if outcome:
        call(volunteer, outcome)

    main = caller.get("/en/call/evening/").content.decode().split("<main")[1].split("</main")[0]

    assert [words in main for words in WORDS.values()] == [o == outcome for o in WORDS]
    told = re.sub(r"<[^>]*>|Test region \d+|\d\d:\d\d", "", main)
    assert re.findall(r"\d", told) == []


def test_it_names_the_regions_of_the_last_calls_with_their_hour(caller, volunteer):
    make_number(make_region(name_en="Buryatia", hour=12))
    pool.report(pool.draw(volunteer), Outcome.TALKED)

    assert "Buryatia: it is 12:" in caller.get("/en/call/evening/").content.decode()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_ends_with_one_kind_question_and_the_offer_to_stop(caller, rehearsal, language):
    response = caller.get(f"/{language}/call/evening/")

    asked = {"en": "Who is near?", "ru": "Кто рядом?"}[language]
    assert response.context["question"]["ask"] == asked
    assert f'action="/{language}/call/care/stop/"' in response.content.decode()


def test_a_stranger_is_asked_to_sign_in_first(client, db):
    assert client.get("/en/call/evening/").url == "/en/account/login/?next=/en/call/evening/"


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_queries_after_one_call_and_three(
    caller, volunteer, count, django_assert_num_queries
):
    for _ in range(count):
        call(volunteer)
    caller.get("/en/call/evening/")

    with django_assert_num_queries(4):
        caller.get("/en/call/evening/")


def test_after_a_long_sitting_home_and_the_page_after_a_report_offer_to_stop(caller, volunteer):
    words = "You have been at it for a good while."
    for _ in range(7):
        call(volunteer)
    make_number()
    before = words in caller.get("/en/call/").content.decode()

    last = pool.draw(volunteer)
    pool.report(last, Outcome.NOBODY)

    after = caller.get(f"/en/call/draws/{last.pk}/").content.decode()
    make_number()
    home = caller.get("/en/call/").content.decode()
    assert (before, words in after, words in home) == (False, True, True)
