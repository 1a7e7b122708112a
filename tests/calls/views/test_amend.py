import pytest

from calls import pool
from calls.models import Outcome
from tests.factories import make_caller, move


@pytest.fixture
def reported(drawn):
    pool.report(drawn, Outcome.TALKED, {"length": "1-3", "felt": "hard"})
    drawn.refresh_from_db()
    return drawn


def amend(client, place, version=1, **told):
    return client.post(place + "amend/", {"version": version} | told, follow=True)


def state(drawn):
    drawn.refresh_from_db()
    return drawn.outcome, drawn.version


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_to_amend_begins_with_what_stands(caller, reported, address, language):
    form = caller.get(address[language] + "?amend").context["form"]

    told = {name: form[name].value() for name in ("choice", "length", "felt", "version")}
    assert told == {"choice": "talked", "length": "1-3", "felt": "hard", "version": 1}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_within_a_quarter_of_an_hour_another_word_takes_its_place(
    caller, reported, address, language
):
    response = amend(caller, address[language], choice="not_again", not_again="asked_not_to")

    assert response.redirect_chain == [(address[language], 302)]
    assert state(reported) == (Outcome.ASKED, 2)


def test_a_double_click_is_one_amendment_and_says_nothing_of_it(caller, reported, address):
    amend(caller, address["en"], choice="nobody")

    response = amend(caller, address["en"], choice="nobody")

    assert state(reported) == (Outcome.NOBODY, 2)
    assert "in another window" not in response.content.decode()


def test_an_old_tab_is_told_and_shown_how_it_stands(caller, reported, address):
    amend(caller, address["en"], choice="nobody")

    response = amend(caller, address["en"], choice="ended")

    assert state(reported) == (Outcome.NOBODY, 2)
    assert "This report was changed meanwhile, in another window." in response.content.decode()
    assert "Nobody answered" in response.content.decode()


def test_too_late_is_told(caller, reported, address):
    move(reported, minutes=15)

    response = amend(caller, address["en"], choice="nobody")

    assert state(reported) == (Outcome.TALKED, 1)
    assert "It was too late to change the report." in response.content.decode()
    assert "?amend" not in response.content.decode()


def test_what_has_no_report_yet_cannot_be_amended(caller, drawn, address):
    amend(caller, address["en"], choice="nobody")

    assert state(drawn) == ("", 0)


@pytest.mark.parametrize("told", [{}, {"choice": "not_again"}, {"choice": "x"}])
def test_bad_input_is_asked_for_once_more(caller, reported, address, told):
    response = amend(caller, address["en"], felt="calm", **told)

    assert response.status_code == 422
    assert response.context["form"]["felt"].value() == "calm"
    assert response.context["form"]["version"].value() == "1"
    assert state(reported) == (Outcome.TALKED, 1)


def test_a_stranger_amends_nothing(client, reported, address):
    client.force_login(make_caller())

    response = amend(client, address["en"], choice="nobody")

    assert (response.status_code, state(reported)) == (404, (Outcome.TALKED, 1))


def test_amending_asks_a_fixed_number_of_queries(
    caller, reported, address, django_assert_num_queries
):
    caller.get(address["en"])

    with django_assert_num_queries(9):
        caller.post(address["en"] + "amend/", {"version": 1, "choice": "nobody"})
