import datetime
from zoneinfo import ZoneInfo

import pytest

from calls import hours
from calls.models import Region, Rules

UTC = datetime.UTC
RULES = Rules()


def by_zoneinfo(region, at):
    """The rule once more, from the zones' names instead of their offsets."""
    local = [at.astimezone(ZoneInfo(zone)) for zone in region.zones]
    return all((11 if t.weekday() >= 5 else 10) <= t.hour < 20 for t in local)


def region(*offsets):
    return Region(offsets=list(offsets), zones=[])


@pytest.mark.django_db
def test_every_region_at_every_hour_of_a_year_agrees_with_zoneinfo():
    start = datetime.datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    moments = [start + datetime.timedelta(hours=n) for n in range(365 * 24)]
    regions = list(Region.objects.filter(pk__lt=1000))

    wrong = [
        (r.code, at)
        for r in regions
        for at in moments
        if hours.is_open(r, at, RULES) != by_zoneinfo(r, at)
    ]

    assert len(regions) == 86
    assert wrong == []


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ((2026, 3, 4, 6, 59), False),  # Wednesday, 9:59 in Moscow
        ((2026, 3, 4, 7, 0), True),
        ((2026, 3, 4, 16, 59), True),
        ((2026, 3, 4, 17, 0), False),
        ((2026, 3, 7, 7, 30), False),  # Saturday, 10:30
        ((2026, 3, 7, 8, 0), True),
    ],
)
def test_moscow_may_be_called_from_ten_and_at_weekends_from_eleven(at, expected):
    assert hours.is_open(region(180), datetime.datetime(*at, tzinfo=UTC), RULES) is expected


def test_a_region_of_three_zones_is_open_only_while_all_are():
    yakutia = region(540, 600, 660)

    opened = [
        hour
        for hour in range(24)
        if hours.is_open(yakutia, datetime.datetime(2026, 3, 4, hour, tzinfo=UTC), RULES)
    ]

    assert opened == [1, 2, 3, 4, 5, 6, 7, 8]


def test_it_closes_with_its_easternmost_zone_and_opens_with_its_westernmost():
    yakutia = region(540, 600, 660)
    noon = datetime.datetime(2026, 3, 4, 3, tzinfo=UTC)
    night = datetime.datetime(2026, 3, 6, 12, tzinfo=UTC)  # Friday evening

    opened = datetime.datetime(2026, 3, 4, 1, tzinfo=UTC)
    closes = datetime.datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert hours.window(yakutia, noon, RULES) == (opened, closes)
    assert hours.opens_at(yakutia, night, RULES) == datetime.datetime(2026, 3, 7, 2, tzinfo=UTC)
    assert hours.opens_at(yakutia, noon, RULES) == noon


def test_hours_that_never_meet_have_no_opening():
    rules = Rules(opens=datetime.time(10), closes=datetime.time(11))

    assert (
        hours.opens_at(region(540, 660), datetime.datetime(2026, 3, 4, tzinfo=UTC), rules) is None
    )
