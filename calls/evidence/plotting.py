"""The plot of a pair of openers: an interval for each look, drawn as lines of an SVG."""

import datetime
import math

from django.utils.formats import date_format

from calls.evidence.trials import WEEK
from calls.evidence.verdicts import points

# The box, and inside it the frame of the plot: left, top, right, bottom.
WIDTH, HEIGHT = 360, 210
LEFT, TOP, RIGHT, BOTTOM = 44, 24, 352, 182
# Points: no interval of a share reaches further than this without saying nothing.
MOST = 50


def plot(verdict, trial, editions):
    """What the template draws of the `looks`, all of it as text; None where there are none.

    `editions` are (number, day of publication); `dates` are those of them that are marked.
    """
    looks = verdict.looks
    if not looks:
        return None
    span = _Span(trial.begins, looks[-1].week + WEEK)
    top = _top(looks, trial.least / 100)
    heights = _Heights(top)
    dates = [(number, day) for number, day in editions if span.has(day)]
    marks = [(number, span.at(day)) for number, day in dates]
    return {
        "box": f"0 0 {WIDTH} {HEIGHT}",
        "zero": f"M{LEFT} {heights.at(0)}H{RIGHT}",
        "least": "".join(
            f"M{LEFT} {heights.at(sign * trial.least / 100)}H{RIGHT}" for sign in (1, -1)
        ),
        "editions": "".join(f"M{at} {TOP}V{BOTTOM}" for _number, at in marks),
        "intervals": "".join(
            f"M{span.at(look.week + WEEK)} {heights.at(look.low)}V{heights.at(look.high)}"
            for look in looks
        ),
        # Lines of no length, whose round ends are dots.
        "values": "".join(
            f"M{span.at(look.week + WEEK)} {heights.at(look.value)}h0" for look in looks
        ),
        "scale": [(points(part, "+"), heights.at(part)) for part in (top, 0, -top)],
        "scale_at": str(LEFT - 6),
        "marks": [(str(number), str(at)) for number, at in marks],
        "marks_at": str(TOP - 8),
        "dates": dates,
        "ends": [
            (date_format(trial.begins), str(LEFT), "start"),
            (date_format(looks[-1].week + WEEK), str(RIGHT), "end"),
        ],
        "ends_at": str(HEIGHT - 8),
    }


class _Span:
    """Days, as places from left to right."""

    def __init__(self, first: datetime.date, last: datetime.date):
        self.first, self.last = first, last

    def has(self, day) -> bool:
        return self.first <= day <= self.last

    def at(self, day) -> str:
        part = (day - self.first) / (self.last - self.first)
        return f"{LEFT + part * (RIGHT - LEFT):.1f}"


class _Heights:
    """Differences up to `top` each way, as places from top to bottom; what lies beyond is cut."""

    def __init__(self, top: float):
        self.top = top

    def at(self, part) -> str:
        part = max(-self.top, min(self.top, part))
        middle = (TOP + BOTTOM) / 2
        return f"{middle - part / self.top * (BOTTOM - TOP) / 2:.1f}"


def _top(looks, least) -> float:
    """Where the scale ends: at whole five points that leave room for the smallest difference."""
    far = max(2 * least, *(abs(end) for look in looks for end in (look.low, look.high)))
    return min(math.ceil(round(100 * far, 6) / 5) * 5, MOST) / 100
