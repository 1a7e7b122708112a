"""The list of ranges."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calls.models import Exclusion, Range, Region

PAGE = "/en/admin/calls/range/"


def make_range(code=945, **fields):
    first = int(f"7{code}0000000")
    fields = {
        "first": first,
        "last": first + 9999,
        "region": Region.objects.get(code="RU-TUL"),
        "territory": "Тульская обл.",
    } | fields
    return Range.objects.create(**fields)


def listed(page):
    return list(page.context["cl"].result_list)


def test_a_range_shows_its_size_region_and_why_it_is_excluded(moderator):
    make_range()
    make_range(946, region=None, exclusion=Exclusion.OCCUPIED)

    page = moderator.get(PAGE)

    assert "+79450000000–79450009999" in page.text
    assert "10,000" in page.text
    assert "Tula" in page.text
    assert "occupied territory of Ukraine" in page.text


def test_ranges_are_narrowed_by_code_and_by_exclusion(moderator):
    first, excluded = make_range(), make_range(946, exclusion=Exclusion.CAR)

    assert listed(moderator.get(PAGE, {"code": "945"})) == [first]
    assert listed(moderator.get(PAGE, {"exclusion__exact": "car"})) == [excluded]
    assert listed(moderator.get(PAGE, {"code": "947"})) == []
    assert listed(moderator.get(PAGE, {"code": "x"})) == [first, excluded]


def test_no_box_invites_to_paste_a_number_into_the_address(moderator):
    assert 'name="q"' not in moderator.get(PAGE).text


def test_a_range_is_not_edited_by_hand(moderator):
    made = make_range()

    assert moderator.get(f"{PAGE}{made.pk}/change/").status_code == 404


def test_others_see_no_ranges(psychologist):
    assert psychologist.get(PAGE).status_code == 403


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_list_opens_in_both_languages(moderator, language):
    make_range()

    assert moderator.get(f"/{language}/admin/calls/range/").status_code == 200


def test_one_range_and_three_take_the_same_queries(moderator):
    def count():
        with CaptureQueriesContext(connection) as queries:
            moderator.get(PAGE)
        return len(queries)

    make_range()
    one = count()
    make_range(946)
    make_range(947)

    assert count() == one == 8
