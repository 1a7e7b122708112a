"""Who is unlike everybody is looked at by a moderator, and nothing happens by itself."""

import datetime

import numpy as np
import pytest
from django.core.cache import cache

from calls import review, voiding
from calls.models import CallerKey, Review
from tests.callrussia.test_sessions import NOWHERE
from tests.calls.fabricators import HONEST, QUICK, make_counts, make_everybody

pytestmark = pytest.mark.django_db


def reasons():
    return dict(Review.objects.filter(state="open").values_list("volunteer", "reasons"))


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        (QUICK, ["delays", "quick"]),
        (HONEST | {"outcome": {"talked": 20}}, ["outcomes", "talks"]),
        (HONEST | {"outcome": {"unsuited": 10, "asked_not_to": 10}}, ["outcomes"]),
        (HONEST | {"delay": {"5": 20}}, ["delays"]),
        (HONEST | {"hour": {"0": 30, "1": 30, "2": 40}}, ["hours"]),
        (HONEST | {"canary": {"": 2}}, ["canaries"]),
        ({"canary": {"": 2}}, ["canaries"]),
    ],
)
def test_what_is_unlike_everybody_raises_a_review_that_says_why(counts, why):
    make_everybody()
    volunteer = make_counts(**counts)

    assert review.raise_reviews() == 1
    assert review.raise_reviews() == 1

    assert reasons() == {volunteer.pk: why}
    volunteer.refresh_from_db()
    assert (volunteer.standing, volunteer.is_active) == ("active", True)


@pytest.mark.parametrize(
    "counts",
    [
        HONEST,
        # One report fewer than are needed to judge.
        {"outcome": {"talked": 19}, "delay": {"0": 19}},
        HONEST | {"canary": {"": 1}},
    ],
)
def test_what_may_be_chance_raises_none(counts):
    make_everybody()
    make_counts(**counts)

    assert (review.raise_reviews(), reasons()) == (0, {})


def test_with_nobody_to_compare_with_there_is_no_review():
    make_everybody(18)
    make_counts(**QUICK)

    assert review.raise_reviews() == 0


def test_counts_of_several_weeks_are_taken_together():
    make_everybody()
    tens = {"outcome": {"talked": 10}}
    volunteer = make_counts(make_counts(**tens), weeks_ago=1, **tens)

    review.raise_reviews()

    assert reasons() == {volunteer.pk: ["outcomes", "talks"]}


def test_what_was_found_to_be_fine_is_not_raised_again_for_the_same_reason():
    make_everybody()
    volunteer = make_counts(**QUICK)
    review.raise_reviews()
    voiding.close_as_fine(Review.objects.get())

    assert (review.raise_reviews(), reasons()) == (0, {})
    make_counts(volunteer, weeks_ago=1, canary={"": 3})
    review.raise_reviews()
    assert reasons() == {volunteer.pk: ["canaries", "delays", "quick"]}


def test_who_is_voided_is_reviewed_no_more_and_is_no_measure_for_others():
    make_everybody()
    volunteer = make_counts(**QUICK)
    review.raise_reviews()
    voiding.void(volunteer)

    assert (review.raise_reviews(), reasons()) == (0, {})
    assert volunteer.pk not in review.gather()[0]


def test_reviews_are_forgotten_with_what_they_are_about():
    make_everybody()
    closed, open_one = make_counts(**QUICK), make_counts(**QUICK)
    review.raise_reviews()
    voiding.close_as_fine(Review.objects.get(volunteer=closed))
    Review.objects.exclude(closed_on=None).update(
        closed_on=datetime.date.today() - datetime.timedelta(days=38)
    )
    CallerKey.objects.filter(volunteer__in=(closed, open_one)).delete()

    review.raise_reviews()

    assert Review.objects.count() == 0


def test_everybody_is_counted_once_an_hour_for_those_who_look(django_assert_num_queries):
    cache.clear()
    make_everybody()
    volunteer = make_counts(**QUICK)

    with django_assert_num_queries(2):
        everybody, own, reports = review.why(volunteer)
    with django_assert_num_queries(1):
        assert review.why(volunteer)[1] == own

    assert (everybody.people, reports, own["quick"] > 0.6) == (26, 20, True)


def test_without_the_cache_everybody_is_counted_each_time(settings):
    settings.CACHES = NOWHERE
    make_everybody()

    assert review.why(make_counts(**QUICK))[0].people == 26


def test_the_distance_is_that_of_the_g_test_less_its_bias():
    shares = np.array([0.5, 0.25, 0.25])

    same, other = review.distance(np.array([[50.0, 25, 25], [0, 100, 0]]), shares)

    assert same == 0
    assert other == pytest.approx(np.log(4) - 2 / 200)


def test_evenness_goes_from_one_category_to_all_alike():
    counts = np.array([[9.0, 0, 0], [5, 5, 0], [3, 3, 3], [0, 0, 0]])

    assert review.evenness(counts) == pytest.approx([0, np.log(2) / np.log(3), 1, 0])
