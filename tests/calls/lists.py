"""Files for the tests of registry and intake, and numbers of the test registry's ranges."""

import gzip
from pathlib import Path

import zstandard

from calls import intake, registry
from calls.models import Origin

REGISTRY = Path(__file__).parent / "registry.csv"
# First numbers of ranges in the test registry.
MOSCOW, YAKUTIA, TOMSK, MAGADAN = 7_945_000_0000, 7_945_002_0000, 7_946_000_0000, 7_948_900_0000
CARS, ZAPORIZHZHIA, UNKNOWN = 7_946_010_0000, 7_947_000_0000, 7_948_000_1000
NOWHERE = 7_947_500_0000
CALLABLE = 10_000 + 5_000 + 10_000 + 1_000 + 5_000 + 10


def load_registry():
    """The sums of the test registry, now loaded."""
    return registry.load(REGISTRY).sums


def lines_of_registry():
    return REGISTRY.read_text(encoding="utf-8-sig").split("\n")


def without_columns(*names):
    """The test registry in the layout of a year that had not all columns yet."""
    rows = [line.split(";") for line in lines_of_registry()]
    kept = [at for at, name in enumerate(rows[0]) if name not in names]
    return "\n".join(";".join(row[at] for at in kept) for row in rows)


def edited(lines: dict[int, str | None]):
    """The test registry with these lines (the first has number 1) put otherwise, or left out."""
    kept = dict(enumerate(lines_of_registry(), 1)) | lines
    return "\n".join(line for line in kept.values() if line is not None)


PACKED = {".gz": gzip.compress, ".zst": zstandard.compress}


def write(folder, text, name="list.txt"):
    """A file of `text` in UTF-8, or of bytes as they are."""
    path = folder / name
    data = text if isinstance(text, bytes) else text.encode()
    path.write_bytes(PACKED.get(path.suffix, bytes)(data))
    return path


def import_pool(path, column=None, **options):
    """Import a list that was made from ranges."""
    return intake.import_pool(path, Origin.RANGES, column, **options)
