"""Rows of a written statement as models."""

import pytest

from callrussia import rows
from tests.factories import make_volunteer
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db

FIND = f"SELECT {rows.columns(Volunteer)}, 1 + 1 FROM volunteers_volunteer WHERE id = %s"


def test_a_row_is_a_model_and_what_else_it_holds_an_attribute():
    volunteer = make_volunteer()

    found = rows.first(Volunteer, FIND, [volunteer.pk], "two")

    assert (found, found.language, found.country, found.two) == (volunteer, "en", "LT", 2)
    found.language = "ru"
    found.save()
    assert Volunteer.objects.get().language == "ru"


def test_no_row_is_none():
    assert rows.first(Volunteer, FIND, [0], "two") is None


def test_what_is_not_named_is_not_guessed():
    volunteer = make_volunteer()

    with pytest.raises(ValueError, match="longer"):
        rows.first(Volunteer, FIND, [volunteer.pk])


def test_what_is_asked_often_is_planned_once():
    volunteer = make_volunteer()

    for _ in range(8):
        rows.first(Volunteer, FIND, [volunteer.pk], "two")

    prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"
    with rows.connection.cursor() as cursor:
        cursor.execute(prepared, ["%1 + 1 FROM volunteers_volunteer%"])
        assert cursor.fetchone() == (1,)
