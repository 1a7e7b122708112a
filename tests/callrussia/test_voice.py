"""The country's voice: heights, hours and paths."""

import datetime

import pytest

from callrussia import voice

TEN, ELEVEN, EIGHT_PM = datetime.time(10), datetime.time(11), datetime.time(20)


def zones(*moment, opens=TEN, weekend_opens=ELEVEN, closes=EIGHT_PM):
    now = datetime.datetime(*moment, tzinfo=datetime.UTC)
    return voice.zones(now, opens, weekend_opens, closes)


def open_offsets(found):
    return [zone.offset for zone in found if zone.is_open]


def test_eleven_zones_stand_from_west_to_east_with_their_own_clocks():
    found = zones(2026, 11, 24, 13, 20)

    assert [zone.offset for zone in found] == list(range(2, 13))
    assert [zone.local.strftime("%d %H:%M") for zone in found[:2]] == ["24 15:20", "24 16:20"]
    assert found[-1].local.strftime("%d %H:%M") == "25 01:20"


def test_zones_are_open_from_ten_to_eight_on_weekdays():
    assert open_offsets(zones(2026, 11, 24, 13, 20)) == [2, 3, 4, 5, 6]
    assert open_offsets(zones(2026, 11, 24, 8, 0)) == list(range(2, 12))
    assert open_offsets(zones(2026, 11, 24, 18, 0)) == []


def test_weekends_open_later_by_each_zone_s_own_day():
    friday_night = zones(2026, 11, 27, 22, 0)
    saturday_morning = zones(2026, 11, 28, 8, 0)

    assert open_offsets(friday_night) == []
    assert open_offsets(zones(2026, 11, 26, 22, 0)) == [12]
    assert open_offsets(saturday_morning) == list(range(3, 12))


def test_a_zone_opens_on_the_minute_and_closes_on_the_minute():
    assert open_offsets(zones(2026, 11, 24, 7, 59)) == list(range(3, 13))
    assert open_offsets(zones(2026, 11, 24, 8, 0)) == list(range(2, 12))


def test_the_voice_is_tallest_amid_calling_hours_and_silent_twelve_hours_later():
    at_three, at_night = zones(2026, 11, 24, 13, 0)[0], zones(2026, 11, 25, 1, 0)[0]

    assert at_three.height() == 1
    assert at_night.height() == pytest.approx(0)


@pytest.mark.parametrize("closes", [EIGHT_PM, datetime.time(18, 30)])
@pytest.mark.parametrize("hour", range(24))
def test_whoever_may_be_called_stands_taller_than_all_who_may_not(hour, closes):
    found = zones(2026, 11, 24, hour, 0, closes=closes)

    awake = [zone.height() for zone in found if zone.is_open]
    asleep = [zone.height() for zone in found if not zone.is_open]

    assert min(awake, default=1) >= max(asleep, default=0)


@pytest.mark.parametrize(("size", "lines"), [("large", 55), ("small", 33), ("mark", 11)])
def test_every_size_draws_its_lines_on_two_paths(size, lines):
    found = voice.paths(zones(2026, 11, 24, 13, 20), size)

    assert found["on"].count("M") + found["off"].count("M") == lines
    assert found["on"].count("M") == lines // 11 * 5


def test_the_large_voice_is_drawn_as_designed():
    found = voice.paths(zones(2026, 11, 24, 13, 20), "large")

    assert found["on"].startswith("M14 4.0V96.0M32 4.0V96.0M50 4.1V95.9")


def test_nobody_awake_leaves_one_path_empty():
    assert voice.paths(zones(2026, 11, 24, 18, 0), "mark")["on"] == ""
