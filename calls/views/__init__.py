"""The pages of a call: the rehearsal, before it, the number, what came of it, whom not to call."""

from calls.views.care import care, evening, go_on, met, stop
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
    "care",
    "do_not_call",
    "draw",
    "drawn",
    "evening",
    "extend",
    "go_on",
    "home",
    "met",
    "rehearsal",
    "rehearsal_end",
    "rehearsal_report",
    "rehearse",
    "release",
    "report",
    "say",
    "stop",
    "turn",
    "unknown",
    "unrelease",
]
