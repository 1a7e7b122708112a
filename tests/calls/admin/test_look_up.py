"""The page that looks a number up."""

import logging

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calls import pool
from calls.models import Fate, PhoneNumber, SuppressedNumber
from calls.pool.suppression import is_suppressed
from tests.factories import explain, make_caller, make_number, make_region
from volunteers.models import Session

NUMBER = 79451234567
PAGE = "/en/admin/calls/phonenumber/"
SPELLINGS = ("+7 (945) 123-45-67", "8 945 1234567", "9451234567", "+79451234567")


def look_up(client, number="+7 945 123-45-67", **kwargs):
    return client.post(PAGE, {"number": number}, **kwargs)


def act(client, found, verb):
    return client.post(f"{PAGE}{verb}/", {"ticket": found.context["ticket"]})


def cells(response):
    """The table of the answer, {heading: value}."""
    found = response.context["found"]
    return {
        "number": found["number"],
        "region": found["pooled"] and str(found["pooled"].region),
        "fate": found["pooled"] and found["pooled"].get_fate_display(),
        "is_held": found["pooled"] and found["pooled"].is_held,
        "is_suppressed": found["is_suppressed"],
    }


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_any_spelling_finds_the_number(moderator, spelling):
    region = make_region(name_en="Tula Oblast")
    make_number(region, number=NUMBER, fate=Fate.TRIED)

    found = look_up(moderator, spelling)

    assert cells(found) == {
        "number": "+7 945 •••-••-67",
        "region": "Tula Oblast",
        "fate": "may be drawn, tried once",
        "is_held": False,
        "is_suppressed": False,
    }


def test_a_rest_is_shown_as_its_day(moderator):
    make_number(number=NUMBER, rest=10)

    assert "Jan. 11, 2026" in look_up(moderator).text


def test_a_lent_number_is_said_to_be_lent_but_not_to_whom(moderator):
    make_number(number=NUMBER)
    holder = make_caller(country="KZ")
    pool.draw(holder)

    found = look_up(moderator)

    assert cells(found)["is_held"] is True
    assert holder.email not in found.text
    assert "Kazakhstan" not in found.text


def test_a_number_outside_the_pool_may_be_suppressed_too(moderator):
    found = look_up(moderator)
    act(moderator, found, "suppress")

    assert cells(found)["region"] is None
    assert is_suppressed(NUMBER) is True


def test_the_number_stays_out_of_page_session_log_and_address(moderator, caplog):
    make_number(number=NUMBER)
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        found = look_up(moderator)
        acted = act(moderator, found, "suppress")

    for page in (found, acted):
        assert page.status_code == 200
        for written in (page.text, str(page.headers), caplog.text):
            assert "9451234567" not in written
            assert "1234567" not in "".join(filter(str.isdigit, written))
    stored = moderator.session["looked_up"]
    assert "1234567" not in str(stored)
    assert "1234567" not in str(Session.objects.get().get_decoded())
    assert LogEntry.objects.count() == 0


def test_an_address_with_a_number_looks_nothing_up(moderator):
    make_number(number=NUMBER)

    page = moderator.get(PAGE, {"number": NUMBER})

    assert page.context["found"] is None


def test_what_is_no_mobile_number_is_said_to_be_none(moderator):
    page = look_up(moderator, "+370 600 00000")

    assert page.context["found"] is None
    assert "number" in page.context["form"].errors


def test_suppressing_takes_the_number_from_whoever_holds_it(moderator):
    number = make_number(number=NUMBER)
    caller = make_caller()
    pool.draw(caller)

    acted = act(moderator, look_up(moderator), "suppress")

    number.refresh_from_db()
    kept = SuppressedNumber.objects.exclude(source=SuppressedNumber.Source.KEY).get()
    assert number.fate == Fate.SUPPRESSED
    assert pool.held_by(caller) is None
    assert kept.source == SuppressedNumber.Source.MODERATOR
    assert cells(acted)["is_suppressed"] is True


def test_a_page_older_than_the_last_look_up_acts_on_no_number(moderator):
    make_number(number=NUMBER)
    make_number(number=NUMBER + 1)
    older = look_up(moderator)
    look_up(moderator, str(NUMBER + 1))

    acted = act(moderator, older, "suppress")

    assert acted.context["found"] is None
    assert PhoneNumber.objects.filter(fate=Fate.SUPPRESSED).count() == 0


@pytest.mark.parametrize("ticket", ["", "x", "-1", "٣", "9" * 5000])
def test_a_made_up_ticket_acts_on_no_number(moderator, ticket):
    acted = moderator.post(f"{PAGE}suppress/", {"ticket": ticket})

    assert acted.status_code == 200
    assert SuppressedNumber.objects.exclude(source="key").count() == 0


def test_a_whole_number_is_shown_only_to_whom_it_may_be(moderator, unmasker):
    make_number(number=NUMBER)

    assert act(moderator, look_up(moderator), "unmask").status_code == 403
    found = look_up(unmasker)
    assert "123-45-67" not in found.text
    assert "+7 945 123-45-67" in act(unmasker, found, "unmask").text


@pytest.mark.parametrize("verb", ["", "suppress/", "unmask/"])
def test_others_may_not_look_up(psychologist, verb):
    assert psychologist.post(PAGE + verb, {"number": NUMBER, "ticket": "1"}).status_code == 403


@pytest.mark.parametrize("verb", ["suppress/", "unmask/"])
def test_acts_are_posted(unmasker, verb):
    assert unmasker.get(PAGE + verb).status_code == 405


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_opens_in_both_languages(moderator, language):
    assert moderator.get(f"/{language}/admin/calls/phonenumber/").status_code == 200


def test_the_number_is_found_by_its_key_alone(moderator):
    make_number(number=NUMBER)
    with CaptureQueriesContext(connection) as queries:
        look_up(moderator)

    (query,) = (q["sql"] for q in queries if 'FROM "calls_phonenumber"' in q["sql"])
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
    plan = str(explain(query.replace("%", "%%"), None))
    assert "calls_phonenumber_pkey" in plan
    assert "phonenumber_ready" not in plan


def test_the_queries_are_as_many_whatever_is_found(moderator):
    def count(number):
        with CaptureQueriesContext(connection) as queries:
            look_up(moderator, str(number))
        return len(queries)

    count(NUMBER)  # the session's first word is an insert
    make_number(number=NUMBER)

    assert count(NUMBER) == count(NUMBER + 1)
