"""The list of regions."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calls.models import Region, Rules
from tests.factories import make_region

PAGE = "/en/admin/calls/region/"


def rows(page):
    """{name: may be called now}."""
    admin = page.context["cl"].model_admin
    return {r.name: admin.may_be_called(r) for r in page.context["cl"].result_list}


@pytest.fixture
def _only_own(db):
    Region.objects.all().delete()
    noon = datetime.time(10)
    Rules.objects.update(opens=noon, weekend_opens=noon, closes=datetime.time(20))


@pytest.mark.usefixtures("_only_own")
def test_each_region_tells_whether_it_may_be_called_now(moderator):
    make_region(hour=12, name_en="Awake")
    make_region(hour=3, name_en="Asleep")

    assert rows(moderator.get(PAGE)) == {"Awake": True, "Asleep": False}


def test_all_86_are_on_one_page(moderator):
    page = moderator.get(PAGE)

    assert len(page.context["cl"].result_list) == 86
    assert "Europe/Kaliningrad" in page.text


def test_regions_have_their_names_in_both_languages(moderator):
    assert "Tula" in moderator.get(PAGE).text
    assert "Тульская" in moderator.get("/ru/admin/calls/region/").text


def test_a_region_is_not_edited_by_hand(moderator):
    assert moderator.get(f"{PAGE}1/change/").status_code == 404


def test_others_see_no_regions(psychologist):
    assert psychologist.get(PAGE).status_code == 403


@pytest.mark.usefixtures("_only_own")
def test_one_region_and_three_take_the_same_queries(moderator):
    def count():
        with CaptureQueriesContext(connection) as queries:
            moderator.get(PAGE)
        return len(queries)

    make_region()
    one = count()
    make_region()
    make_region()

    assert count() == one == 6
