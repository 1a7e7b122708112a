"""Everything that can happen to a number: draw, report, release, reclaim, forget, suppress.

Every verb locks in one order, which keeps them free of deadlocks: the volunteer, as erasing does,
then hashes of suppressed numbers, the number, its draws.
"""

from calls.pool.drawing import draw, held_by
from calls.pool.forgetting import drop_unreported, final, forget, unreported
from calls.pool.keys import forget_keys, old_keys
from calls.pool.lending import extend, reclaim, release, take_back, unrelease
from calls.pool.refusals import NotNow, Refusal, refusal
from calls.pool.reporting import AMENDABLE, LATE, TooLate, amend, fate_before, report
from calls.pool.settling import settle, waiting
from calls.pool.suppression import suppress
from calls.pool.unsuppressing import undoable, unsuppress

__all__ = [
    "AMENDABLE",
    "LATE",
    "NotNow",
    "Refusal",
    "TooLate",
    "amend",
    "draw",
    "drop_unreported",
    "extend",
    "fate_before",
    "final",
    "forget",
    "forget_keys",
    "held_by",
    "old_keys",
    "reclaim",
    "refusal",
    "release",
    "report",
    "settle",
    "suppress",
    "take_back",
    "undoable",
    "unrelease",
    "unreported",
    "unsuppress",
    "waiting",
]
