"""The pages of a call: the rehearsal, before it, the number, what came of it, whom not to call."""

from calls.views.do_not_call import do_not_call
from calls.views.draws import amend, drawn, extend, release, report, unknown, unrelease
from calls.views.home import draw, home
from calls.views.rehearsal import (
    rehearsal,
    rehearsal_end,
    rehearsal_report,
    rehearse,
    say,
    turn,
)

__all__ = [
    "amend",
    "do_not_call",
    "draw",
    "drawn",
    "extend",
    "home",
    "rehearsal",
    "rehearsal_end",
    "rehearsal_report",
    "rehearse",
    "release",
    "report",
    "say",
    "turn",
    "unknown",
    "unrelease",
]
