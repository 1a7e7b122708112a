"""Reads the registry's file: `;` between columns, quotes are literal, columns known by header."""

from dataclasses import dataclass
from itertools import pairwise

from calls.files import Refused, open_text
from calls.models import Range
from calls.registry.placing import place

# Older registries have no taxpayer number, or no territory; then the region column is used.
NEEDED, OPTIONAL = ("от", "до", "оператор", "регион"), ("территориягар", "инн")


@dataclass(frozen=True)
class Columns:
    """Where in a row each thing stands."""

    count: int
    code: int
    first: int
    last: int
    operator: int
    territory: int
    inn: int | None


def read(path) -> list[Range]:
    """The ranges in the file `path`, in order, none of them saved; raises Refused."""
    try:
        with open_text(path) as file:
            columns = find_columns(cells(next(file)), path)
            found = [
                (line, to_range(cells(text), columns, line))
                for line, text in enumerate(file, 2)
                if text.strip()
            ]
    except UnicodeDecodeError:
        raise Refused(f"{path} is not text in UTF-8.") from None
    if not found:
        raise Refused(f"{path} has a header and no ranges.")
    found.sort(key=lambda pair: pair[1].first)
    refuse_overlaps(found)
    return [range_ for _line, range_ in found]


def cells(text):
    return [cell.strip() for cell in text.rstrip("\r\n").split(";")]


def find_columns(header, path):
    names = ["".join(name.split()).casefold() for name in header]
    # Its first letters are Cyrillic in some years and Latin in others.
    codes = [at for at, name in enumerate(names) if name.endswith("def")]
    if not codes or any(name not in names for name in NEEDED):
        raise Refused(f"{path} is not the numbering registry: its first line has other columns.")
    first, last, operator, region = map(names.index, NEEDED)
    territory, inn = (names.index(name) if name in names else None for name in OPTIONAL)
    territory = region if territory is None else territory
    return Columns(len(names), codes[0], first, last, operator, territory, inn)


def to_range(row, columns, line):
    """The range that `row` describes; a row that can't be one is refused by its line number."""
    if len(row) != columns.count:
        raise Refused(f"Line {line} has {len(row)} columns where the first has {columns.count}.")
    code, first, last = row[columns.code], row[columns.first], row[columns.last]
    if not (is_digits(code) and len(code) == 3 and code[0] == "9"):
        raise Refused(f"Line {line} has no mobile code (three digits, the first a 9).")
    if not (is_digits(first) and is_digits(last) and int(first) <= int(last) <= 9_999_999):
        raise Refused(f"Line {line} has no range: its bounds are not two numbers in order.")
    territory, inn = row[columns.territory], row[columns.inn] if columns.inn is not None else ""
    region, exclusion = place(code, row[columns.operator], inn, territory)
    start = int("7" + code) * 10_000_000
    return Range(
        first=start + int(first),
        last=start + int(last),
        region_id=region,
        territory=territory[:200],
        exclusion=exclusion,
    )


def is_digits(text):
    return text.isascii() and text.isdigit()


def refuse_overlaps(found):
    for (line, range_), (next_line, following) in pairwise(found):
        if following.first <= range_.last:
            lines = sorted((line, next_line))
            raise Refused("Lines {} and {} overlap: each number has one range.".format(*lines))
