import pytest

from tests.factories import make_caller
from volunteers.models import Session

TURN = "/en/call/rehearsal/turns/hello/"
ADDRESS = f"{TURN}say/"


def test_an_answer_is_noted_as_a_try_and_shown(client, newcomer):
    answer = client.post(ADDRESS, {"said": "2"})

    newcomer.refresh_from_db()
    assert answer.url == f"{TURN}?said=2#said"
    assert newcomer.rehearsed == "tried"


def test_whoever_rehearsed_to_the_end_stays_so(client, rehearsal):
    volunteer = make_caller(rehearsed="whole")
    client.force_login(volunteer)

    client.post(ADDRESS, {"said": "1"})

    volunteer.refresh_from_db()
    assert volunteer.rehearsed == "whole"


def test_a_stranger_answers_and_nothing_is_kept(client, rehearsal):
    answer = client.post(ADDRESS, {"said": "1"})

    assert answer.url == f"{TURN}?said=1#said"
    assert Session.objects.count() == 0


@pytest.mark.parametrize("sent", [{}, {"said": "3"}, {"said": "x"}])
def test_an_answer_that_is_not_there_leads_to_the_beginning_and_is_no_try(client, newcomer, sent):
    answer = client.post(ADDRESS, sent)

    newcomer.refresh_from_db()
    assert answer.url == "/en/call/rehearsal/?lost"
    assert newcomer.rehearsed == ""


def test_a_turn_that_is_not_there_leads_to_the_beginning(client, newcomer):
    answer = client.post(ADDRESS.replace("hello", "elsewhere"), {"said": "1"})

    newcomer.refresh_from_db()
    assert answer.url == "/en/call/rehearsal/?lost"
    assert newcomer.rehearsed == ""


def test_a_link_leads_to_the_turn_and_is_no_try(client, newcomer):
    answer = client.get(ADDRESS, {"said": "1"})

    newcomer.refresh_from_db()
    assert answer.url == TURN
    assert newcomer.rehearsed == ""


def test_answering_takes_four_queries(client, newcomer, django_assert_num_queries):
    client.get(TURN)

    # Who it is, the newest edition, the note, and what it has become.
    with django_assert_num_queries(4):
        client.post(ADDRESS, {"said": "1"})
