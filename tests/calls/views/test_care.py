"""After a hard call."""

import pytest

from calls import care, pool
from calls.models import Outcome
from tests.guidelines.helplines import make_helpline


def page(client, query="", language="en"):
    return client.get(f"/{language}/call/care/{query}").content.decode()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_three_sentences_of_the_psychologists_come_first(caller, language):
    context = caller.get(f"/{language}/call/care/").context

    assert [len(context["words"]), context["until"], context["met"]] == [3, None, None]
    assert page(caller, language=language).count('<p class="lead">') == 3


def test_a_stranger_is_asked_to_sign_in_first(client, db):
    assert client.get("/en/call/care/").url == "/en/account/login/?next=/en/call/care/"


def test_it_offers_to_stop_a_person_to_write_to_and_the_way_to_report_a_threat(caller):
    shown = page(caller)

    assert 'action="/en/call/care/stop/"' in shown
    assert 'href="/en/help/"' in shown
    assert 'href="/en/help/?topic=threat#threat"' in shown


def test_helplines_of_ones_own_country_come_first_with_source_and_day(caller):
    own = make_helpline("Line of Lithuania", country="LT")
    anywhere = make_helpline("Line of the world", country="")
    other = make_helpline("Line of Latvia", country="LV")

    found = caller.get("/en/call/care/").context["helplines"]

    assert found == {"own": [anywhere, own], "others": [other]}
    shown = page(caller)
    assert "Checked on 2 November 2026:" in shown
    assert 'href="https://example.org/lines" rel="noreferrer noopener"' in shown


def test_without_any_helpline_directories_are_named_and_nothing_is_loaded_from_them(caller):
    shown = page(caller)

    assert 'href="https://findahelpline.com/" rel="noreferrer noopener"' in shown
    assert "In other countries" not in shown


@pytest.mark.parametrize(("met", "words"), [("child", "Don’t call back"), ("distress", "112")])
def test_what_one_can_do_for_whom_one_met(caller, met, words):
    assert (words in page(caller), words in page(caller, f"?met={met}")) == (False, True)


def test_an_unknown_kind_is_asked_for_anew(caller):
    assert 'value="child"' in page(caller, "?met=nonsense")


def test_it_takes_the_same_queries_for_one_helpline_and_three(caller, django_assert_num_queries):
    make_helpline("One")
    page(caller)
    with django_assert_num_queries(4):
        page(caller)

    make_helpline("Two", country="LV")
    make_helpline("Three")

    with django_assert_num_queries(4):
        page(caller)


@pytest.mark.parametrize(
    ("outcome", "felt", "is_hard"),
    [
        (Outcome.ENDED, "", True),
        (Outcome.ENDED, "calm", False),
        (Outcome.TALKED, "heavy", True),
        (Outcome.TALKED, "hard", True),
        (Outcome.TALKED, "warm", False),
        (Outcome.UNSUITED, "", True),
        (Outcome.NOBODY, "", False),
    ],
)
def test_after_a_hard_call_rest_comes_before_the_next_number(
    caller, drawn, address, outcome, felt, is_hard
):
    pool.report(drawn, outcome, {"felt": felt})

    shown = caller.get(address["en"]).content.decode()

    assert ("Catch your breath first" in shown, "btn--call" in shown) == (is_hard, not is_hard)


def test_no_referer_leads_from_a_draw_to_care(caller, drawn, address):
    pool.report(drawn, Outcome.UNSUITED)

    shown = caller.get(address["en"]).content.decode()

    assert shown.count('href="/en/call/care/') == 3
    assert shown.count('href="/en/call/care/" rel="noreferrer"') == 2
    assert shown.count('href="/en/call/care/#met" rel="noreferrer"') == 1
    assert shown.count('href="/en/call/evening/" rel="noreferrer"') == 1


def test_on_a_day_off_the_page_says_until_when(caller, volunteer):
    care.stop(volunteer)

    assert "no number comes to you until 00:00 by your clock" in page(caller)
