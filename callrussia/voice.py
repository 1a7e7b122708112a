"""The country drawn as a voice: a group of lines per time zone, tall where it is mid-afternoon."""

import datetime
import math
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Translators: the second of each pair stands in "from … to …" (in Russian: the genitive).
PLACES = (
    (2, _("Kaliningrad"), pgettext_lazy("from … to …", "Kaliningrad")),
    (3, _("Moscow"), pgettext_lazy("from … to …", "Moscow")),
    (4, _("Samara"), pgettext_lazy("from … to …", "Samara")),
    (5, _("Yekaterinburg"), pgettext_lazy("from … to …", "Yekaterinburg")),
    (6, _("Omsk"), pgettext_lazy("from … to …", "Omsk")),
    (7, _("Novosibirsk"), pgettext_lazy("from … to …", "Novosibirsk")),
    (8, _("Irkutsk"), pgettext_lazy("from … to …", "Irkutsk")),
    (9, _("Yakutsk"), pgettext_lazy("from … to …", "Yakutsk")),
    (10, _("Vladivostok"), pgettext_lazy("from … to …", "Vladivostok")),
    (11, _("Magadan"), pgettext_lazy("from … to …", "Magadan")),
    (12, _("Kamchatka"), pgettext_lazy("from … to …", "Kamchatka")),
)


@dataclass(frozen=True)
class Zone:
    """One time zone of Russia: its clock, its best-known place, and whether it may be called."""

    offset: int
    place: str
    bound: str
    local: datetime.datetime
    is_open: bool
    peak: float

    def height(self, ahead: float = 0.0) -> float:
        """How near the peak it is there, 0 to 1, `ahead` hours from now."""
        return (1 + math.cos((_hours(self.local) + ahead - self.peak) / 12 * math.pi)) / 2


@dataclass(frozen=True)
class Size:
    """How many lines a zone has, where they stand in it, and the box they are drawn in."""

    width: float
    height: float
    stands: tuple[float, ...]
    cap: float = 0.0

    def line(self, at: float, tall: float) -> str:
        middle = self.height / 2
        half = max(0.1, tall * (middle - self.cap))
        return f"M{at:g} {middle - half:.1f}V{middle + half:.1f}"


SIZES = {
    "large": Size(1100, 100, (14, 32, 50, 68, 86), cap=4),
    "small": Size(1100, 100, (22, 50, 78), cap=4),
    "mark": Size(43, 26, (1.3,), cap=1.3),
}


def zones(now, opens, weekend_opens, closes) -> tuple[Zone, ...]:
    """The eleven zones at the moment `now`, west to east, by the hours that the rules allow."""
    # In the middle of calling hours, so that whoever may be called stands taller than those asleep.
    peak = (_hours(opens) + _hours(closes)) / 2
    found = []
    for offset, place, bound in PLACES:
        # Naive, since a template would turn an aware time into the reader's own.
        local = now.astimezone(datetime.UTC).replace(tzinfo=None) + datetime.timedelta(hours=offset)
        first = weekend_opens if local.weekday() >= 5 else opens
        is_open = first <= local.time() < closes
        found.append(Zone(offset, place, bound, local, is_open, peak))
    return tuple(found)


def paths(zones: tuple[Zone, ...], size: str) -> dict[str, str]:
    """The SVG paths `on` and `off` of all lines in this size; an hour is spread over a zone."""
    drawn = SIZES[size]
    count = len(drawn.stands)
    step = 4 if size == "mark" else drawn.width / len(zones)
    lines = {"on": [], "off": []}
    for order, zone in enumerate(zones):
        for number, stand in enumerate(drawn.stands):
            tall = zone.height((number - (count - 1) / 2) / count)
            at = round(order * step + stand, 1)
            lines["on" if zone.is_open else "off"].append(drawn.line(at, tall))
    return {state: "".join(parts) for state, parts in lines.items()}


def _hours(clock) -> float:
    return clock.hour + clock.minute / 60
