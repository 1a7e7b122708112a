"""How many numbers a volunteer may see in a day, and how soon after each other."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from calls import outlook, pool
from calls.models import Draw, Ending, Fate, Outcome, PhoneNumber, Reason, Rules
from calls.pool import Refusal
from tests.factories import allow, expire, make_caller, make_number, make_region, move

pytestmark = pytest.mark.django_db

PHRASE = {"password": "pbkdf2_sha256$1$salt$hash"}
LEVELS = {
    "without an address": (PHRASE, 3),
    "new": ({}, 4),
    "known": ({"is_proven": True, "talks": 0}, 5),
    "proven": ({"is_proven": True}, 6),
}


def draw_all(volunteer, end):
    """How many numbers `volunteer` gets, each draw of which ends by `end`, and why no more."""
    for count in range(100):
        outlook.forget()
        try:
            end(pool.draw(volunteer))
        except pool.NotNow as refusal:
            return count, refusal.reason
    return None


def report(drawn):
    pool.report(drawn, Outcome.NO_ABROAD)


def drop(drawn):
    pool.release(drawn, Reason.NOT_NOW)


def let_expire(drawn):
    expire(drawn)


def fill(numbers=10):
    region = make_region()
    for _ in range(numbers):
        make_number(region)


@pytest.mark.parametrize("who", LEVELS)
def test_who_is_trusted_more_may_draw_more(who):
    fields, allowed = LEVELS[who]
    fill()
    allow(3)
    Rules.objects.update(allowance_new=4, allowance_known=5, allowance_proven=6)

    assert draw_all(make_caller(**fields), report) == (allowed, Refusal.ENOUGH)


@pytest.mark.parametrize("end", [drop, let_expire], ids=["given back", "run out"])
def test_each_draw_without_a_call_after_the_third_counts_twice(end):
    fill()
    allow(12)

    # 3 and then 2 each: 3 + 2 × 5 ≥ 12.
    assert draw_all(make_caller(), end) == (8, Refusal.ENOUGH)


def test_a_line_that_fails_costs_nobody_an_ordinary_evening():
    fill(20)
    allow(12)
    volunteer = make_caller()
    for _ in range(3):
        pool.release(pool.draw(volunteer), Reason.MY_LINE)

    assert draw_all(volunteer, report) == (9, Refusal.ENOUGH)


def test_a_late_report_makes_up_for_having_let_it_run_out():
    fill()
    allow(5)
    volunteer = make_caller()
    dropped = [pool.draw(volunteer)]
    expire(dropped[0])
    for _ in range(3):
        dropped.append(pool.draw(volunteer))
        expire(dropped[-1])
    refused = pool.refusal(volunteer).reason
    report(dropped[0])

    assert (refused, pool.refusal(volunteer)) == (Refusal.ENOUGH, None)


def test_what_was_taken_away_counts_once():
    fill()
    allow(6)

    def take_back(drawn):
        pool.take_back(drawn.volunteer)

    assert draw_all(make_caller(), take_back) == (6, Refusal.ENOUGH)


def test_enough_says_when_there_is_room_again():
    fill()
    allow(6)
    volunteer = make_caller()
    for hours in (20, 10, 5, 2, 1):
        drawn = pool.draw(volunteer)
        drop(drawn)
        move(drawn, hours=hours)

    refusal = pool.refusal(volunteer)

    # 5 draws, of which 2 count twice: once the first is a day old, 4 and 1 are left.
    first = Draw.objects.order_by("drawn_at").first().drawn_at
    hour = first.replace(minute=0, second=0, microsecond=0)
    assert (refusal.reason, refusal.until) == (
        Refusal.ENOUGH,
        hour + datetime.timedelta(hours=25),
    )


@pytest.mark.parametrize("end", [drop, report], ids=["given back", "reported"])
def test_between_two_draws_there_is_a_pause(end):
    fill()
    allow(12, pause=600)
    volunteer = make_caller()
    drawn = pool.draw(volunteer)
    end(drawn)

    with pytest.raises(pool.NotNow) as refused:
        pool.draw(volunteer)
    drawn.refresh_from_db()
    wait = refused.value.until - drawn.closed_at
    move(drawn, seconds=600)

    assert refused.value.reason == Refusal.PAUSE
    assert datetime.timedelta(seconds=600) <= wait < datetime.timedelta(seconds=660)
    assert refused.value.until.second == 0
    assert pool.draw(volunteer).volunteer == volunteer


def test_the_pause_of_what_ran_out_begins_when_it_did():
    fill()
    allow(12, pause=600)
    volunteer = make_caller()
    drawn = expire(pool.draw(volunteer))
    soon = pool.refusal(volunteer).reason
    move(drawn, seconds=601)

    assert (soon, pool.refusal(volunteer)) == (Refusal.PAUSE, None)


def test_whoever_is_trusted_waits_less():
    fill()
    allow(12, pause=900)
    Rules.objects.update(pause_proven=0)
    people = make_caller(), make_caller(is_proven=True)
    for person in people:
        drop(pool.draw(person))

    reasons = [(refusal := pool.refusal(person)) and refusal.reason for person in people]
    assert reasons == [Refusal.PAUSE, None]


def test_five_hundred_who_draw_and_drop_retire_no_number():
    region = make_region()
    numbers = PhoneNumber.objects.bulk_create(
        PhoneNumber(number=79450000000 + n, region=region, ticket=n) for n in range(600)
    )
    people = [make_caller() for _ in range(500)]
    for n, person in enumerate(people):
        drawn = pool.draw(person)
        if n % 2:
            pool.release(drawn, Reason.MY_LINE)
    Draw.objects.open().update(expires_at=timezone.now())
    pool.reclaim()

    assert Draw.objects.exclude(ending="").count() == 500
    assert set(Draw.objects.values_list("ending", flat=True)) == {Ending.RELEASED, Ending.EXPIRED}
    states = PhoneNumber.objects.values_list("fate", "rest").distinct()
    assert (list(states), len(numbers)) == ([(Fate.LIVE, 0)], 600)


@pytest.mark.django_db(transaction=True)
def test_thirty_two_at_once_get_exactly_the_allowance():
    fill(40)
    allow(5)
    volunteer = make_caller()

    def ask(_n):
        try:
            return pool.draw(volunteer).pk
        except pool.NotNow:
            return None
        finally:
            connection.close()

    seen = set()
    with ThreadPoolExecutor(32) as clients:
        for _ in range(8):
            shown = set(clients.map(ask, range(32))) - {None}
            seen |= shown
            for pk in shown:
                report(Draw.objects.get(pk=pk))

    assert (len(seen), Draw.objects.count()) == (5, 5)
