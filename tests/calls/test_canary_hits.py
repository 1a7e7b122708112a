"""Whoever makes up a report of a number that rings nobody is looked at, and no call tells of it."""

import datetime

import pytest
from django.core.cache import cache
from django.db import transaction

from calls import canaries, outlook, pool, review
from calls.models import CallerCount, CallerKey, Draw, HourTally, Outcome, Range, Review, Rules
from calls.pool import keys
from tests.calls.crowds import crowd
from tests.calls.fabricators import make_everybody
from tests.calls.others import in_thread, until_waiting
from tests.factories import make_caller, make_number, make_region, move

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 11, 16)


@pytest.fixture
def gaps():
    """Numbers that ring nobody, lent by every draw."""
    region = make_region()
    Range.objects.create(first=79450000000, last=79459999999, region=region, territory="")
    make_number(region)
    canaries.add(range(79470000000, 79470000009))
    Rules.objects.update(checks_new=100, checks_known=100, checks_proven=100, pause_new=0)
    outlook.forget()
    cache.clear()


def told(volunteer, outcome, hours=24):
    """A check that `volunteer` reported so; what was drawn so many hours ago."""
    drawn = pool.draw(volunteer)
    pool.report(drawn, outcome)
    assert drawn.posed_as is not None
    return move(drawn, hours=hours)


def hits():
    found = CallerCount.objects.values_list("caller_key__volunteer", "caller_key__week", "calls")
    return list(found.filter(kind="canary"))


def week_of(drawn):
    day = drawn.drawn_at.date()
    return day - datetime.timedelta(days=day.weekday())


def test_what_was_made_up_is_counted_beside_the_key_of_its_week(gaps):
    volunteer = make_caller(reports=1)
    drawn = told(volunteer, Outcome.TALKED)
    told(volunteer, Outcome.NOBODY)

    pool.forget()
    pool.forget()

    assert hits() == [(volunteer.pk, week_of(drawn), 1)]
    assert CallerCount.objects.count() == 1


def test_it_is_counted_once_beside_the_key_that_the_calls_of_the_week_have(gaps):
    volunteer = make_caller(reports=1)
    week = week_of(told(volunteer, Outcome.ENDED))
    keys.make([volunteer.pk], week)
    key = CallerKey.objects.get().key

    pool.forget()

    assert (hits(), CallerKey.objects.get().key) == ([(volunteer.pk, week, 1)], key)


def test_reports_that_name_nobody_any_more_are_not_judged(gaps):
    """Neither those whose volunteer is gone, nor those of so long ago that none is named."""
    gone, late = make_caller(reports=1), make_caller(reports=1)
    told(gone, Outcome.TALKED)
    told(late, Outcome.TALKED, hours=45)
    gone.delete()

    pool.forget()

    assert (hits(), CallerKey.objects.count()) == ([], 0)


def test_two_of_them_raise_a_review(gaps):
    make_everybody()
    volunteer = make_caller(reports=1)
    told(volunteer, Outcome.TALKED)
    told(volunteer, Outcome.ASKED)

    pool.forget()
    review.raise_reviews()

    found = Review.objects.values_list("volunteer", "reasons")
    assert list(found) == [(volunteer.pk, ["canaries"])]


def test_checks_are_forgotten_apart_from_calls(gaps):
    Rules.objects.update(checks_new=0)
    outlook.forget()
    crowd(19, hours=1)
    Rules.objects.update(checks_new=100)
    outlook.forget()
    told(make_caller(reports=1), Outcome.TALKED, hours=1)

    assert pool.forget() == 1

    waiting = Draw.objects.filter(number__isnull=False, posed_as=None)
    assert (waiting.count(), HourTally.objects.count()) == (19, 0)


@pytest.mark.django_db(transaction=True)
def test_stirring_waits_for_hits_that_are_being_counted():
    volunteers = [make_caller() for _ in range(3)]
    keys.make([volunteer.pk for volunteer in volunteers], MONDAY)

    with transaction.atomic():
        keys.hit(volunteers[2].pk, MONDAY)
        stirring = in_thread(keys.stir)
        until_waiting("calls_callerkey")
        for volunteer in volunteers[:2]:
            keys.hit(volunteer.pk, MONDAY)
    stirring.join()

    assert sorted(hits()) == [(volunteer.pk, MONDAY, 1) for volunteer in volunteers]
