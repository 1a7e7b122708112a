"""What the pool, its draws and their calls are."""

from calls.models.calls import Call, CallerKey, CountryTally, HourTally, RegionTally
from calls.models.draws import Draw, Effect, Ending, Felt, Length, Outcome, Reason
from calls.models.pool import Exclusion, Fate, PhoneNumber, Range, Region, SuppressedNumber
from calls.models.rules import Rules

__all__ = [
    "Call",
    "CallerKey",
    "CountryTally",
    "Draw",
    "Effect",
    "Ending",
    "Exclusion",
    "Fate",
    "Felt",
    "HourTally",
    "Length",
    "Outcome",
    "PhoneNumber",
    "Range",
    "Reason",
    "Region",
    "RegionTally",
    "Rules",
    "SuppressedNumber",
]
