"""The field of 4,000 dots: one is ten thousand numbers, and is lit once as many calls were made."""

import random

DOTS = 4000
CALLS_IN_A_DOT = 10_000
# Scattered, yet always in the same order: a dot that is lit stays lit.
ORDER = random.Random(24).sample(range(DOTS), DOTS)

SHAPES = {"tall": (50, 80), "flat": (125, 32)}


def lit(calls: int) -> int:
    """How many dots are lit after so many calls."""
    return min(calls // CALLS_IN_A_DOT, DOTS)


def field(calls: int) -> dict:
    """Both shapes of the field, with the centres of the dots that are lit."""
    return {
        "lit": lit(calls),
        "percent": calls / (DOTS * CALLS_IN_A_DOT) * 100,
        "shapes": [
            (name, columns * 10, rows * 10, _centres(lit(calls), columns))
            for name, (columns, rows) in SHAPES.items()
        ],
    }


def _centres(count: int, columns: int) -> list[tuple[int, int]]:
    places = (divmod(dot, columns) for dot in ORDER[:count])
    return [(column * 10 + 5, row * 10 + 5) for row, column in places]
