"""What somebody did tonight, in words."""

import pytest

from calls import evening, pool
from calls.models import Draw, Outcome
from tests.factories import make_caller, make_number, make_region, move

pytestmark = pytest.mark.django_db


def call(volunteer, outcome=Outcome.NOBODY, **ago):
    make_number()
    drawn = pool.draw(volunteer)
    pool.report(drawn, outcome)
    return move(drawn, **ago) if ago else drawn


def forget(drawn):
    """As the sweep leaves it, which would wait for a crowd."""
    times = ("number", "expires_at", "reported_at")
    marks = ("found_fate", "found_rest", "wrote_fate", "wrote_rest")
    Draw.objects.filter(pk=drawn.pk).update(**dict.fromkeys(times + marks))


def lately(volunteer):
    found = evening.lately(volunteer)
    return found.calls, found.talks, found.is_long


def test_nothing_done_is_nothing():
    assert lately(make_caller()) == ("none", "none", False)


def test_what_was_done_is_told_without_a_count(django_assert_num_queries):
    volunteer = make_caller()
    call(volunteer, Outcome.TALKED)
    one = lately(volunteer)
    for _ in range(3):
        call(volunteer, Outcome.TALKED)

    with django_assert_num_queries(1):
        assert (one, lately(volunteer)) == (("one", "one", False), ("some", "some", False))


def test_what_others_did_and_what_lies_long_back_is_left_out():
    volunteer = make_caller()
    call(make_caller())
    call(volunteer, hours=6)

    assert lately(volunteer) == ("none", "none", False)


def test_a_number_given_back_is_no_call():
    volunteer = make_caller()
    make_number()
    pool.release(pool.draw(volunteer), "not_now")

    assert lately(volunteer) == ("none", "none", False)


def test_regions_are_told_until_they_are_forgotten():
    region = make_region()
    make_number(region)
    volunteer = make_caller()
    drawn = pool.draw(volunteer)
    pool.report(drawn, Outcome.TALKED)
    before = evening.lately(volunteer).regions

    forget(drawn)

    assert (before, evening.lately(volunteer).regions) == ([region], [])


@pytest.mark.parametrize(("minutes", "is_long"), [(80, False), (100, True)])
def test_an_hour_and_a_half_is_a_long_sitting(minutes, is_long):
    volunteer = make_caller()
    call(volunteer, minutes=minutes)

    assert evening.lately(volunteer).is_long == is_long


@pytest.mark.parametrize(("count", "is_long"), [(7, False), (8, True)])
def test_and_so_are_eight_calls(count, is_long):
    volunteer = make_caller()
    for _ in range(count):
        call(volunteer)

    assert evening.lately(volunteer).is_long == is_long


def test_of_a_draw_that_knows_but_its_hour_the_middle_is_taken():
    volunteer = make_caller()
    drawn = call(volunteer, minutes=100)
    forget(drawn)

    assert evening.lately(volunteer).is_long is False
