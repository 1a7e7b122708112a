"""Which region a range belongs to, or why its numbers are never called."""

import csv
from functools import cache
from pathlib import Path

from calls.models import Exclusion

REGIONS = Path(__file__).parent.parent / "regions.csv"

# Codes that ring no person, or one outside Russia.
CODES = (
    dict.fromkeys(("941", "942"), Exclusion.CAR)
    | dict.fromkeys(("954", "955", "970", "971", "997"), Exclusion.SPECIAL)
    | dict.fromkeys(("949", "959", "978", "979", "990"), Exclusion.OCCUPIED)
)
# By taxpayer number, and by a word of the name, since older registries have names alone.
OPERATORS = (
    ("7703383783", "глонасс", Exclusion.CAR),
    ("7710474375", "минцифры", Exclusion.MINISTRY),
    ("7710474375", "минкомсвяз", Exclusion.MINISTRY),
    ("7707074779", "морсвязьспутник", Exclusion.OPERATOR),
)
# Occupied territory of Ukraine, alone or beside others: no region of Russia.
OCCUPIED = (
    "республика крым",
    "севастополь",
    "донецкая народная",
    "луганская народная",
    "запорожская обл",
    "херсонская обл",
)
NOWHERE = ("", "-", "российская федерация")


@cache
def regions() -> list[dict]:
    """The rows of regions.csv."""
    with REGIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def spellings() -> dict[str, int]:
    """Every way in which registries of some years have written a region, to its id."""
    return {
        plain(spelling): int(row["id"])
        for row in regions()
        for spelling in row["spellings"].split(";")
    }


def plain(territory):
    """`territory` as it is compared: of "district|region" the last part counts."""
    return " ".join(territory.rpartition("|")[2].split()).casefold()


def place(code, operator, inn, territory) -> tuple[int | None, str]:
    """The region's id and the reason why the range is excluded ("" if it may be called)."""
    name = plain(territory)
    region = spellings().get(name)
    occupied = Exclusion.OCCUPIED if is_occupied(territory) else None
    if exclusion := CODES.get(code) or occupied or by_operator(operator, inn):
        return region, exclusion
    if name in NOWHERE:
        return None, Exclusion.NO_REGION
    return region, "" if region else Exclusion.UNKNOWN


def is_occupied(territory):
    name = plain(territory)
    return any(part in name for part in OCCUPIED)


def by_operator(operator, inn):
    name = operator.casefold()
    for number, word, exclusion in OPERATORS:
        if inn == number or word in name:
            return exclusion
    return None
