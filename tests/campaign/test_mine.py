"""What a volunteer is told that we hold of them: all of it, and no number in full."""

import pytest

from calls import care, pool, voiding
from calls.models import CallerCount, CallerKey, Draw, Outcome, Review
from campaign import mine
from guidelines import review
from guidelines.models import Section
from tests.factories import make_caller, make_number, make_volunteer
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller():
    """Somebody with a row of each kind, a draw that is open and one that is reported."""
    caller = make_caller(email="anna@example.org", country="LT")
    CallerKey.objects.create(volunteer=caller, week="2026-11-16")
    for _ in range(2):
        make_number()
    pool.report(pool.draw(caller), Outcome.TALKED, {"length": "3-10", "felt": "warm"})
    pool.draw(caller)
    return caller


def held(volunteer):
    return mine.as_json(mine.held(volunteer))


def test_a_day_off_is_told_as_long_as_it_lasts(caller):
    care.stop(caller)

    assert [[*row] for row in held(caller)["day_off"]] == [["until"]]


def test_each_part_has_its_rows(caller):
    found = held(caller)

    assert {key: len(rows) for key, rows in found.items()} == {
        "account": 1,
        "addresses": 1,
        "draws": 2,
        "confirmations": 1,
        "caller_keys": 1,
    }
    assert found["account"][0]["address"] == "anna@example.org"
    assert found["account"][0]["country"] == "LT"
    assert {"outcome": "talked", "length": "3-10", "felt": "warm"}.items() <= {
        item for draw in found["draws"] for item in draw.items()
    }


def test_no_number_is_told_in_full(caller):
    numbers = [str(number) for number in Draw.objects.values_list("number", flat=True)]
    shown = [draw["number"] for draw in held(caller)["draws"]]

    assert sorted(shown) == sorted(f"+7 {n[1:4]} •••-••-{n[-2:]}" for n in numbers)
    assert [number for number in numbers if number[4:] in str(held(caller))] == []


def test_what_is_forgotten_is_not_told(caller):
    Draw.objects.update(volunteer=None, closed_at="2026-11-20T12:00Z")

    assert "draws" not in held(caller)


def test_each_column_of_the_account_is_told_but_those_that_say_nothing():
    columns = {field.name for field in Volunteer._meta.concrete_fields}

    # What a codename's words are held against, what ends sessions, and our own name for the row;
    # the address is told unsealed.
    silent = {"id", "password", "session_mark", "sealed_address"}
    assert columns - mine.ACCOUNT.keys() == silent


def test_whatever_points_to_somebody_is_told():
    member, other = make_volunteer(is_staff=True), make_volunteer()
    section = Section.objects.first()
    review.change(section, member)
    review.comment(section, member, "Too long for me.")

    work = {name for row in held(member)["work"] for name in row}

    assert work == {"section.edited_by", "comment.author"}
    assert held(other).keys() == {"account", "addresses"}


def test_nobody_else_s_rows_are_told(caller):
    assert held(make_volunteer(email="other@example.org")).keys() == {"account", "addresses"}
    assert "anna" not in str(held(make_volunteer(email="third@example.org")))


def test_what_was_counted_and_whether_somebody_looked_at_it_is_told(caller):
    key = CallerKey.objects.get(volunteer=caller)
    CallerCount.objects.create(caller_key=key, kind="delay", value="4", calls=2)
    Review.objects.create(volunteer=caller, reasons=["quick", "talks"])
    voiding.void(caller)

    shown = {
        part.key: [item.shown for row in part.rows for item in row] for part in mine.held(caller)
    }

    assert shown["counts"] == ["time until the report", "45 to 60 seconds", 2]
    assert shown["reviews"][1:3] == [
        "reports that came within 10 seconds, talks among all reports",
        "reports voided",
    ]
    assert len(shown["void"]) == 1
    assert "work" not in shown
