"""Joining without an address: the same questions, and no account yet."""

import pytest

from tests.volunteers.views.joining import ANSWERS, JOIN, SHOW, begin
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_asks_all_but_the_address(client, language, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = client.get(f"/{language}/account/join/codename/")

    assert page.status_code == 200
    assert set(page.context["form"].fields) == ANSWERS.keys()


def test_whoever_answers_gets_a_codename_and_no_account_yet(client):
    answer = client.post(JOIN, ANSWERS)

    assert answer.headers["Location"] == SHOW
    assert Volunteer.objects.count() == 0


def test_a_missing_answer_is_named_and_the_others_stay(client):
    answer = client.post(JOIN, ANSWERS | {"is_adult": ""})

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, ["is_adult"])
    assert form["country"].value() == "LT"


def test_whoever_is_in_russia_is_refused(client):
    answer = client.post(JOIN, ANSWERS | {"where_now": "inside"})

    assert answer.context["form"].errors.as_data()["where_now"][0].code == "resident"


def test_whoever_does_not_speak_russian_is_shown_other_ways(client):
    answer = client.post(JOIN, {"speaks_russian": "no"})

    assert answer.headers["Location"] == "/en/other-ways/"


def test_each_answer_makes_another_codename(client):
    assert begin(client)["codename"] != begin(client)["codename"]
