"""Countries in the reader's language and their order, and which time zones each has."""

import csv
import functools
import unicodedata
from collections import defaultdict
from importlib import resources
from pathlib import Path

from django.utils.translation import get_language
from django_countries import countries as all_countries

# The zone most people of a country live in, where the table begins with another one.
MOST_PEOPLE = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
}
# Nobody lives there, and the table of zones leaves them out.
NOWHERE = "UTC"
# The city of each zone in both languages, as Unicode's CLDR names it.
CITIES = Path(__file__).with_name("cities.csv")


def countries() -> list[tuple[str, str]]:
    """Code and name of all 249, as an alphabet of the active language orders them."""
    return _countries(get_language())


def zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """The zones as (country, [(zone, its city), …]), for a select with groups."""
    return _zones(get_language())


def first_zone(country: str) -> str:
    """The zone to assume for someone of whom only the country is known."""
    return MOST_PEOPLE.get(country) or next(iter(_zones_of().get(country, [])), NOWHERE)


@functools.cache
def _countries(language):
    named = [(country.code, str(country.name)) for country in all_countries]
    return sorted(named, key=lambda pair: _letters(pair[1]))


@functools.cache
def _zones(language):
    return [
        (name, [(zone, _city(zone, language)) for zone in _zones_of()[code]])
        for code, name in countries()
        if code in _zones_of()
    ]


@functools.cache
def _zones_of():
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text()
    found = defaultdict(list)
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            found[code].append(zone)
    return dict(found)


def _city(zone, language):
    # A zone that is newer than the list has its own name at least.
    known = _cities().get(zone)
    return known[language] if known else zone.split("/", 1)[1].replace("_", " ")


@functools.cache
def _cities():
    with CITIES.open(encoding="utf-8", newline="") as file:
        return {row["zone"]: row for row in csv.DictReader(file)}


def _letters(name):
    """A key that puts Ё beside Е and Å beside A, but keeps Й a letter of its own."""
    bare = []
    for letter in name.casefold():
        if letter == "й":
            bare.append(letter)
        else:
            parts = unicodedata.normalize("NFKD", letter)
            bare += (part for part in parts if part.isalnum() or part == " ")
    return "".join(bare), name
