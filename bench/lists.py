"""A registry over the codes that ring nobody, lists of its numbers, and what must come of each."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calls import registry
from calls.models import Exclusion, Range, SuppressedNumber
from calls.pool.suppression import remember
from calls.registry.placing import regions

FIRST, SPACE, BLOCK = 79_450_000_000, 40_000_000, 1000
RANGES = 17_059
# Of a hundred ranges; and one number in so many.
EXCLUDED, SUPPRESSED, NEW = 2, 400, 40
# One after the other, as in a list that was put together.
AT_ONCE = 50_000
STYLES = (
    "+7{}{}{}{}",
    "8{}{}{}{}",
    "{}{}{}{}",
    "8 ({}) {}-{}-{}",
    "7{}{}{}{}",
    "+7\u00a0{}\u00a0{}\u2011{}\u2011{}",
    "+7 {} {} {} {}",
    "8-{}-{}-{}-{}",
)


@dataclass
class Lists:
    """`whole` has `size` lines, one in forty a repetition; `new` has as many other numbers, and
    `mixed` the numbers of both. With what an import of each must count, one after the other.
    """

    whole: Path
    new: Path
    mixed: Path
    counts: dict[Path, dict[str, int]]


def make(stage) -> Lists:
    """Load the registry, suppress some numbers, and write the lists."""
    is_out = load_registry(stage.seed)
    numbers = np.random.default_rng(stage.seed).permutation(SPACE)[: stage.size]
    new, listed = np.split(numbers, [stage.size // NEW])
    suppressed = numbers[::SUPPRESSED]
    # All at once they would be more parameters than a statement may have.
    for some in np.array_split(suppressed + FIRST, 1 + len(suppressed) // 10_000):
        remember(some.tolist(), SuppressedNumber.Source.PAGE, "bench")
    repeated = listed[: len(new)]
    paths = [stage.folder / f"{name}.txt" for name in ("whole", "new", "mixed")]
    whole, alone, mixed = paths
    write(whole, listed)
    shutil.copyfile(whole, mixed)
    for path, more in (whole, repeated), (alone, new), (mixed, new):
        write(path, more, "a" if path != alone else "w")
    counts = {
        whole: counted(listed, repeated, is_out, suppressed),
        alone: counted(new, new[:0], is_out, suppressed),
        mixed: counted(numbers, new[:0], is_out, suppressed),
    }
    # Those of the whole list are there by then.
    counts[mixed]["known"] = counts[whole]["added"]
    counts[mixed]["added"] = counts[alone]["added"]
    return Lists(*paths, counts)


def load_registry(seed):
    """Ranges of all regions by their share; returns which blocks of a thousand are excluded."""
    rng, rows, made = random.Random(seed), regions(), []
    cuts = [0, *sorted(rng.sample(range(1, SPACE // BLOCK), RANGES - 1)), SPACE // BLOCK]
    places = rng.choices(rows, [int(row["share"]) for row in rows], k=RANGES)
    is_out = np.zeros(SPACE // BLOCK, bool)
    for at, end, place in zip(cuts, cuts[1:], places, strict=False):
        is_out[at:end] = rng.randrange(100) < EXCLUDED
        exclusion = Exclusion.CAR if is_out[at] else ""
        bounds = {"first": FIRST + at * BLOCK, "last": FIRST + end * BLOCK - 1}
        made.append(Range(**bounds, region_id=int(place["id"]), exclusion=exclusion))
    registry.replace(made)
    return is_out


def write(path, numbers, mode="w"):
    """Add `numbers` to the file, each in one of the spellings."""
    with path.open(mode, encoding="utf-8") as file:
        for n, start in enumerate(range(0, len(numbers), AT_ONCE)):
            style = STYLES[n % len(STYLES)].format("%s", "%s", "%s", "%s") + "\n"
            digits = [f"{number}" for number in (numbers[start : start + AT_ONCE] + FIRST).tolist()]
            file.writelines(style % (d[1:4], d[4:7], d[7:9], d[9:]) for d in digits)


def counted(listed, repeated, is_out, suppressed) -> dict[str, int]:
    """What must be counted where none of it is in the pool."""
    out, twice_out = is_out[listed // BLOCK].sum(), is_out[repeated // BLOCK].sum()
    silent = np.isin(suppressed, listed) & ~is_out[suppressed // BLOCK]
    counts = {
        "read": len(listed) + len(repeated),
        "added": len(listed) - out - silent.sum(),
        "known": 0,
        "twice": len(repeated) - twice_out,
        "suppressed": silent.sum(),
        "excluded": out + twice_out,
    }
    return {name: int(count) for name, count in counts.items()}
