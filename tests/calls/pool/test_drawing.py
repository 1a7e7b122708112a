import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from calls import pool
from calls.models import Draw, Fate, Region, Rules
from calls.pool import Refusal
from tests.factories import (
    allow,
    expire,
    make_caller,
    make_number,
    make_region,
    make_volunteer,
    move,
)
from volunteers import membership
from volunteers.models import Standing, Volunteer

pytestmark = pytest.mark.django_db


def refused(volunteer):
    with pytest.raises(pool.NotNow) as refusal:
        pool.draw(volunteer)
    return refusal.value


def test_a_draw_lends_a_number_for_half_an_hour_and_leaves_the_number_as_it_was():
    number = make_number()
    volunteer = make_caller()

    drawn = pool.draw(volunteer)

    assert (drawn.number, drawn.volunteer) == (number, volunteer)
    assert drawn.expires_at - drawn.drawn_at == datetime.timedelta(minutes=30)
    assert (drawn.found_fate, drawn.found_rest) == (Fate.LIVE, 0)
    assert (drawn.country, drawn.experience, drawn.is_proven) == ("LT", "1", False)
    number.refresh_from_db()
    assert (number.fate, number.rest) == (Fate.LIVE, 0)


def test_a_second_draw_returns_the_first_one():
    make_number()
    make_number()
    volunteer = make_caller()

    first = pool.draw(volunteer)

    assert pool.draw(volunteer) == first
    assert Draw.objects.count() == 1


def test_two_volunteers_never_get_one_number():
    numbers = {make_number().pk for _ in range(5)}

    drawn = {pool.draw(make_caller()).number_id for _ in range(5)}

    assert drawn == numbers
    assert refused(make_caller()).reason == Refusal.DRY


@pytest.mark.parametrize(
    "state",
    [
        {"fate": Fate.DONE},
        {"fate": Fate.DEAD},
        {"fate": Fate.SUPPRESSED},
        {"rest": 32000},
    ],
)
def test_finished_and_resting_numbers_are_not_drawn(state):
    make_number(**state)

    assert refused(make_caller()).reason == Refusal.DRY


def test_a_number_comes_back_on_the_day_its_rest_ends():
    today = (timezone.now().date() - datetime.date(2026, 1, 1)).days
    rested = make_number(rest=today, fate=Fate.TRIED)
    make_number(rest=today + 1)

    assert pool.draw(make_caller()).number == rested
    assert refused(make_caller()).reason == Refusal.DRY


def test_an_expired_draw_holds_nothing_though_nobody_reclaimed_it():
    number = make_number()
    first = expire(pool.draw(make_caller()))

    second = pool.draw(make_caller())

    assert second.number == number
    first.refresh_from_db()
    assert first.closed_at == first.expires_at


def test_a_volunteer_whose_draw_expired_gets_another():
    make_number()
    volunteer = make_caller()
    first = expire(pool.draw(volunteer))

    assert pool.draw(volunteer) != first


def test_a_loan_ends_with_the_calling_hours():
    region = make_region(hour=12)
    number = make_number(region)
    local = timezone.now() + datetime.timedelta(minutes=region.offsets[0] + 20)
    Rules.objects.update(
        opens=datetime.time(1), weekend_opens=datetime.time(1), closes=local.time()
    )

    drawn = pool.draw(make_caller())

    assert drawn.number == number
    left = drawn.expires_at - drawn.drawn_at
    assert datetime.timedelta(minutes=19) < left <= datetime.timedelta(minutes=20)


def test_nothing_is_lent_for_less_than_a_quarter_of_an_hour():
    region = make_region(hour=12)
    make_number(region)
    local = timezone.now() + datetime.timedelta(minutes=region.offsets[0] + 14)
    Rules.objects.update(
        opens=datetime.time(1), weekend_opens=datetime.time(1), closes=local.time()
    )

    assert refused(make_caller()).reason == Refusal.CLOSED


def test_closed_says_when_the_first_region_opens():
    make_number(make_region(hour=3))
    make_number(make_region(hour=22))

    refusal = refused(make_caller())

    assert refusal.reason == Refusal.CLOSED
    ahead = refusal.until - timezone.now()
    assert datetime.timedelta(hours=5) < ahead < datetime.timedelta(hours=9)


def test_enough_for_today_counts_released_draws_and_says_when_to_come_back():
    allow(2)
    make_number()
    volunteer = make_caller()
    for _ in range(2):
        pool.release(pool.draw(volunteer), "not_now")

    refusal = refused(volunteer)

    assert refusal.reason == Refusal.ENOUGH
    oldest = volunteer.draws.order_by("drawn_at").first().drawn_at
    hour = oldest.replace(minute=0, second=0, microsecond=0)
    assert refusal.until == hour + datetime.timedelta(hours=25)


def test_yesterdays_draws_are_not_counted():
    allow(1)
    make_number()
    volunteer = make_caller()
    drawn = pool.draw(volunteer)
    pool.release(drawn, "not_now")
    move(drawn, hours=25)

    assert pool.draw(volunteer) != drawn


def test_a_paused_campaign_and_unread_guidelines_are_refusals():
    make_number()
    newcomer = make_volunteer()

    assert refused(newcomer).reason == Refusal.UNREAD
    Rules.objects.update(is_paused=True)
    assert refused(make_caller()).reason == Refusal.PAUSED


def test_a_request_that_outlives_the_account_gets_nothing():
    make_number()
    paused, erased = make_caller(), make_caller()
    membership.suspend(paused, Standing.PAUSED, by=make_volunteer())
    Volunteer.objects.filter(pk=erased.pk).delete()

    for volunteer in (paused, erased):
        with pytest.raises((PermissionDenied, pool.NotNow)):
            pool.draw(volunteer)
    assert Draw.objects.count() == 0


def test_a_number_held_is_shown_again_even_when_nothing_more_is_lent():
    make_number()
    volunteer = make_caller()
    drawn = pool.draw(volunteer)
    Rules.objects.update(is_paused=True)

    assert pool.draw(volunteer) == drawn


def test_a_dry_region_is_set_aside_and_the_next_one_is_drawn_from():
    dry = make_region(size=1_000_000_000)
    make_number(dry, fate=Fate.DONE)
    number = make_number(make_region(size=1))

    drawn = pool.draw(make_caller())

    assert drawn.number == number
    dry.refresh_from_db()
    aside = dry.dry_until - timezone.now()
    assert datetime.timedelta(minutes=9) < aside <= datetime.timedelta(minutes=10)


def test_a_region_set_aside_is_not_asked():
    make_number(make_region(dry_until=timezone.now() + datetime.timedelta(minutes=5)))

    refusal = refused(make_caller())

    assert refusal.reason == Refusal.DRY
    assert refusal.until == Region.objects.get(dry_until__isnull=False).dry_until


def test_regions_are_drawn_in_proportion_to_their_size():
    big, small = make_region(size=900), make_region(size=100)
    for region in (big, small):
        for _ in range(150):
            make_number(region)

    drawn = [pool.draw(make_caller()).number.region_id for _ in range(100)]

    # Binomial(100, 0.9): outside 75…99 less than once in 100,000 runs.
    assert 75 <= drawn.count(big.pk) <= 99
