"""What the pool, its draws and their calls are."""

from calls.models.calls import Call, CallerKey, CountryTally, HourTally, RegionTally
from calls.models.care import DayOff, Encounter
from calls.models.draws import Draw, Effect, Ending, Felt, Length, Outcome, Reason
from calls.models.imports import Import, Origin
from calls.models.pool import Exclusion, Fate, PhoneNumber, Range, Region, SuppressedNumber
from calls.models.registry import Correction, Registry
from calls.models.rules import Rules
from calls.models.trials import Trial

__all__ = [
    "Call",
    "CallerKey",
    "Correction",
    "CountryTally",
    "DayOff",
    "Draw",
    "Effect",
    "Encounter",
    "Ending",
    "Exclusion",
    "Fate",
    "Felt",
    "HourTally",
    "Import",
    "Length",
    "Origin",
    "Outcome",
    "PhoneNumber",
    "Range",
    "Reason",
    "Region",
    "RegionTally",
    "Registry",
    "Rules",
    "SuppressedNumber",
    "Trial",
]
