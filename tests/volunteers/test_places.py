"""Countries and time zones, in the reader's language and order."""

import zoneinfo

import pytest
from django.utils import translation

from volunteers import places


@pytest.mark.parametrize("language", ["ru", "en"])
def test_there_are_249_countries_each_in_the_readers_letters(language):
    with translation.override(language):
        names = [name for _, name in places.countries()]

    latin = {name for name in names if any("a" <= letter <= "z" for letter in name.lower())}
    assert len(set(names)) == 249
    assert len(latin) == (249 if language == "en" else 0)


def test_russian_order_puts_io_beside_ie_and_keeps_short_i_apart():
    words = ["Ёлка", "Йемен", "Ирак", "Ель", "Жест", "Ежи"]

    ordered = sorted(words, key=places._letters)

    assert ordered == ["Ежи", "Ёлка", "Ель", "Жест", "Ирак", "Йемен"]


def test_english_order_does_not_put_accents_last():
    with translation.override("en"):
        names = [name for _, name in places.countries()]

    assert names[:3] == ["Afghanistan", "Åland Islands", "Albania"]


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("LT", "Europe/Vilnius"),
        ("UA", "Europe/Kyiv"),
        ("DE", "Europe/Berlin"),
        ("US", "America/New_York"),
        ("CA", "America/Toronto"),
        ("AU", "Australia/Sydney"),
        ("BV", "UTC"),
    ],
)
def test_a_country_alone_suggests_its_zone(country, zone):
    assert places.first_zone(country) == zone


def test_every_country_has_a_zone_that_exists_and_every_offered_zone_too():
    offered = {zone for _, group in places.zones() for zone, _ in group}
    assumed = {places.first_zone(code) for code, _ in places.countries()}

    assert assumed - offered == {"UTC"}
    assert {zoneinfo.ZoneInfo(zone).key for zone in offered} == offered


def test_zones_stand_under_their_country_with_the_name_of_their_city():
    with translation.override("en"):
        groups = dict(places.zones())

    assert groups["Lithuania"] == [("Europe/Vilnius", "Vilnius")]
    assert ("America/Argentina/Buenos_Aires", "Buenos Aires") in groups["Argentina"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_city_is_named_in_the_readers_letters(language):
    with translation.override(language):
        cities = [city for _, group in places.zones() for _, city in group]

    latin = [city for city in cities if any("a" <= letter <= "z" for letter in city.lower())]
    assert len(cities) == 418
    assert len(latin) == (418 if language == "en" else 0)


def test_a_zone_that_is_newer_than_the_list_of_cities_still_has_a_name():
    assert places._city("America/New_Place", "ru") == "New Place"
