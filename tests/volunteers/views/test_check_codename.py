"""Two words typed, as a proof that they were kept: then there is an account."""

import pytest

from tests.volunteers.views.joining import CHECK, JOIN, SHOW, begin, words
from volunteers import codenames, membership
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


def test_the_page_does_not_show_what_it_asks(client):
    made = begin(client)

    page = client.get(CHECK).content.decode()

    assert [word for word in made["phrase"].split() if f">{word}<" in page] == []
    assert made["phrase"] not in page


def test_with_both_words_right_somebody_is_in(client):
    made = begin(client)

    answer = client.post(CHECK, {name: word.upper() for name, word in words(made).items()})

    volunteer = Volunteer.objects.get()
    assert answer.headers["Location"] == "/en/guidelines/"
    assert client.session["_auth_user_id"] == str(volunteer.pk)
    assert (volunteer.has_codename, volunteer.address) == (True, "")
    assert (volunteer.country.code, volunteer.time_zone) == ("LT", "Europe/Vilnius")
    assert membership.recognise(made["codename"], made["phrase"]) == volunteer


def test_a_wrong_word_is_named_and_makes_no_account(client):
    typed = words(begin(client))
    wrong = next(iter(typed))

    answer = client.post(CHECK, typed | {wrong: "nonsense"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [wrong]
    assert Volunteer.objects.count() == 0


def test_sent_twice_it_is_one_account(client):
    typed = words(begin(client))
    client.post(CHECK, typed)

    answer = client.post(CHECK, typed)

    assert answer.headers["Location"] == JOIN
    assert Volunteer.objects.count() == 1


def test_a_codename_taken_meanwhile_is_replaced(client):
    made = begin(client)
    membership.enrol(made["codename"], phrase="other", **made["answers"])

    answer = client.post(CHECK, words(made))

    assert answer.headers["Location"] == SHOW
    assert codenames.pending(client)["codename"] != made["codename"]
    assert Volunteer.objects.count() == 1


def test_a_stranger_is_led_to_the_questions(client):
    assert client.post(CHECK, {"word1": "a"}).headers["Location"] == JOIN
