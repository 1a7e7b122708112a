"""How long a number is still lent, in words: never in seconds."""

import math

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import ngettext

# For each plural rule of our two languages a number that it holds for: the page's script puts
# another in its place as the minutes pass.
SAMPLES = {"one": 1, "few": 2, "many": 5, "other": 5}


def minutes(seconds: int) -> int:
    """Begun minutes: half a minute is still one."""
    return max(1, math.ceil(seconds / 60))


def words(count: int, until) -> str:
    """`count` minutes from now, which is `until`, by the volunteer's own clock."""
    sentence = ngettext(
        "The number is yours for %(count)d more minute. Nobody else will dial it until %(until)s.",
        "The number is yours for %(count)d more minutes. Nobody else will dial it until %(until)s.",
        count,
    )
    return sentence % {"count": count, "until": time_format(timezone.localtime(until), "H:i")}


def forms(until) -> dict[str, str]:
    """The sentence in each plural form, by the name of its rule."""
    return {rule: words(count, until) for rule, count in SAMPLES.items()}
