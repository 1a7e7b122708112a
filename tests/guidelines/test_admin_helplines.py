"""Psychologists keep the helplines in date."""

import datetime

import pytest

from guidelines.models import Helpline
from tests.guidelines.helplines import make_helpline

pytestmark = pytest.mark.django_db
LIST = "/en/admin/guidelines/helpline/"
TODAY = datetime.date.today()
TYPED = {
    "country": "LV",
    "name": "Line",
    "phone": "116123",
    "address": "",
    "languages_ru": "По-латышски",
    "languages_en": "Latvian",
    "hours_ru": "Круглосуточно",
    "hours_en": "Day and night",
    "source": "https://example.org/",
    "checked_on": "2026-11-02",
}


def test_those_checked_longest_ago_come_first_and_are_marked(client, psychologist):
    make_helpline("Fresh", checked_on=TODAY)
    make_helpline("Old", checked_on=TODAY - datetime.timedelta(days=190))

    rows = client.get(LIST).context["cl"].result_list

    assert [(row.name, row.is_fresh) for row in rows] == [("Old", False), ("Fresh", True)]


def test_a_psychologist_adds_one(client, psychologist):
    client.post(f"{LIST}add/", TYPED)

    line = Helpline.objects.get()
    assert (line.country.code, line.hours_ru, line.hours_en) == (
        "LV",
        "Круглосуточно",
        "Day and night",
    )


def test_one_that_cannot_be_reached_is_refused_and_kept_on_the_page(client, psychologist):
    page = client.post(f"{LIST}add/", TYPED | {"phone": ""}).content.decode()

    assert "Give a phone number or an address." in page
    assert ('value="Latvian"' in page, Helpline.objects.count()) == (True, 0)


def test_a_stranger_sees_nothing(client):
    assert client.get(LIST).url == f"/en/admin/login/?next={LIST}"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_three(
    client, psychologist, count, django_assert_max_num_queries
):
    for n in range(count):
        make_helpline(f"Line {n}")
    client.get(LIST)

    with django_assert_max_num_queries(10):
        client.get(LIST)
