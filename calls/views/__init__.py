"""The pages of a call: before it, the number, what came of it, and who is not to be called."""

from calls.views.do_not_call import do_not_call
from calls.views.draws import amend, drawn, extend, release, report, unknown, unrelease
from calls.views.home import draw, home

__all__ = [
    "amend",
    "do_not_call",
    "draw",
    "drawn",
    "extend",
    "home",
    "release",
    "report",
    "unknown",
    "unrelease",
]
