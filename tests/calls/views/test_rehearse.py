from volunteers import membership
from volunteers.models import Rehearsed

ADDRESS = "/en/call/rehearsal/rehearse/"
END = "/en/call/rehearsal/end/"


def test_done_is_noted_and_leads_to_the_call(client, newcomer):
    membership.rehearse(newcomer, Rehearsed.TRIED)

    answers = [client.post(ADDRESS) for _ in range(2)]

    newcomer.refresh_from_db()
    assert [answer.url for answer in answers] == ["/en/call/"] * 2
    assert newcomer.rehearsed == "whole"


def test_whoever_has_not_tried_is_led_to_the_beginning(client, newcomer):
    answer = client.post(ADDRESS)

    newcomer.refresh_from_db()
    assert (answer.url, newcomer.rehearsed) == ("/en/call/rehearsal/", "")


def test_a_stranger_is_led_to_the_button_by_signing_in(client, rehearsal):
    answer = client.post(ADDRESS)

    assert answer.url == f"/en/account/login/?next={END}"


def test_a_link_notes_nothing(client, newcomer):
    answer = client.get(ADDRESS)

    newcomer.refresh_from_db()
    assert (answer.url, newcomer.rehearsed) == (END, "")


def test_it_takes_three_queries(client, newcomer, django_assert_num_queries):
    client.get("/en/call/rehearsal/")

    # Who it is, the note, and what it has become.
    with django_assert_num_queries(3):
        client.post(ADDRESS)
