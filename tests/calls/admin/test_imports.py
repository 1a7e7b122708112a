"""The list of imports."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calls.models import Import, Origin

PAGE = "/en/admin/calls/import/"


def make_import(day=1, **fields):
    counts = dict.fromkeys(
        ("read", "added", "known", "twice", "suppressed", "excluded", "no_range", "invalid"), 0
    )
    begun_at = datetime.datetime(2026, 3, day, 12, tzinfo=datetime.UTC)
    fields = {"origin": Origin.RANGES, "begun_at": begun_at} | counts | fields
    return Import.objects.create(**fields)


def listed(page):
    return list(page.context["cl"].result_list)


def test_an_import_shows_its_origin_and_what_became_of_each_line(moderator):
    make_import(origin=Origin.DIRECTORY, read=40_001_234, added=38_005_678)

    page = moderator.get(PAGE)

    # The pages of an admin are in its reader's language.
    assert "40,001,234" in page.text
    assert "38,005,678" in page.text
    assert "a directory of people&#x27;s numbers" in page.text


def test_the_newest_comes_first_and_the_list_is_narrowed_by_origin(moderator):
    old, new = make_import(), make_import(2, origin=Origin.DIRECTORY)

    assert listed(moderator.get(PAGE)) == [new, old]
    assert listed(moderator.get(PAGE, {"origin__exact": "ranges"})) == [old]


def test_an_import_is_not_edited_by_hand(moderator):
    made = make_import()

    assert moderator.get(f"{PAGE}{made.pk}/change/").status_code == 404
    assert moderator.post(f"{PAGE}{made.pk}/delete/", {"post": "yes"}).status_code == 404


def test_others_see_no_imports(psychologist):
    assert psychologist.get(PAGE).status_code == 403


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_list_opens_in_both_languages(moderator, language):
    make_import()

    assert moderator.get(f"/{language}/admin/calls/import/").status_code == 200


def test_one_import_and_three_take_the_same_queries(moderator):
    def count():
        with CaptureQueriesContext(connection) as queries:
            moderator.get(PAGE)
        return len(queries)

    make_import()
    one = count()
    make_import(2)
    make_import(3)

    assert count() == one == 6
