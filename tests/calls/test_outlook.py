"""What a process knows for some seconds, and what it makes of it."""

import datetime
from collections import Counter

import pytest
from django.utils import timezone

from calls import outlook
from calls.models import Rules
from guidelines import library
from tests.factories import make_region
from tests.guidelines import texts

pytestmark = pytest.mark.django_db

PARTS = ("regions", "edition", "to_read", "has_rehearsal", "openers", "awake", "wet", "zones")


def read_all():
    return [getattr(outlook.lately(), part) for part in PARTS]


def test_it_is_read_once_in_some_seconds(django_assert_num_queries):
    library.edition(library.newest())

    with django_assert_num_queries(5):
        first = read_all()
    with django_assert_num_queries(0):
        assert read_all() == first


def test_after_some_seconds_it_is_read_anew(monkeypatch):
    before = outlook.lately()
    Rules.objects.update(is_paused=True)
    unchanged = outlook.lately()
    monkeypatch.setattr(outlook, "SECONDS", 0)

    assert unchanged is before
    assert outlook.lately().rules.is_paused is True


def test_read_anew_it_is_what_everybody_knows():
    anew = outlook.fresh()

    assert outlook.lately() is anew


def test_it_knows_whether_the_live_edition_has_a_rehearsal():
    texts.Turn.objects.all().delete()
    texts.publish()
    without = outlook.fresh().has_rehearsal
    texts.publish_rehearsal()

    assert (without, outlook.fresh().has_rehearsal) == (False, True)


def test_a_region_may_be_called_for_as_long_as_all_its_zones_may():
    region = make_region(hour=12)
    make_region(hour=3)

    (awake,) = outlook.fresh().awake

    hours = datetime.timedelta(hours=1)
    assert awake.region == region
    assert awake.opened <= timezone.now() < awake.closes
    assert 7 * hours < awake.closes - timezone.now() <= 8 * hours


def test_a_region_set_aside_is_chosen_again_when_that_is_over():
    soon = timezone.now() + datetime.timedelta(minutes=5)
    aside, back = make_region(dry_until=soon), make_region(dry_until=timezone.now())

    known = outlook.fresh()

    assert [a.region for a in known.awake] == [aside, back]
    assert [a.region for a in known.wet] == [back]
    assert known.choose().region == back


def test_where_nobody_may_be_called_none_is_chosen():
    make_region(hour=3)

    known = outlook.fresh()

    assert (known.choose(), known.shuffled()) == (None, [])


def test_regions_are_chosen_and_shuffled_by_size():
    big = make_region(size=900)
    make_region(size=100)
    known = outlook.fresh()

    chosen = Counter(known.choose().region for _ in range(100))
    first = Counter(known.shuffled()[0].region for _ in range(100))

    # Binomial(100, 0.9): outside 75…99 less than once in 100,000 runs.
    assert 75 <= chosen[big] <= 99
    assert 75 <= first[big] <= 99


def test_the_first_of_the_shuffled_may_be_given():
    make_region(size=1_000_000)
    small = make_region(size=1)
    known = outlook.fresh()
    (chosen,) = (a for a in known.wet if a.region == small)

    regions = [a.region for a in outlook.fresh().shuffled(first=chosen)]

    assert (regions[0], len(regions)) == (small, 2)


def test_a_region_is_read_once(django_assert_num_queries):
    made = make_region()

    with django_assert_num_queries(1):
        assert outlook.region(made.pk) is outlook.region(made.pk)
