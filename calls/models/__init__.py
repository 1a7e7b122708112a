"""What the pool, its draws and their calls are."""

from calls.models.calls import (
    Call,
    CallerKey,
    CountryTally,
    HourTally,
    RegionTally,
    VoidedKey,
)
from calls.models.care import DayOff, Encounter
from calls.models.draws import Draw, Effect, Ending, Felt, Length, Outcome, Reason
from calls.models.imports import Import, Origin
from calls.models.pool import (
    CHECKS,
    Canary,
    Exclusion,
    Fate,
    PhoneNumber,
    Range,
    Region,
    SuppressedNumber,
)
from calls.models.registry import Correction, Registry
from calls.models.rules import Rules
from calls.models.trials import Trial
from calls.models.unmasking import Unmasking
from calls.models.voids import (
    DELAYS,
    CallerCount,
    Hours,
    Measured,
    Review,
    Void,
    VoidedTally,
)

__all__ = [
    "CHECKS",
    "DELAYS",
    "Call",
    "CallerCount",
    "CallerKey",
    "Canary",
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
    "Hours",
    "Import",
    "Length",
    "Measured",
    "Origin",
    "Outcome",
    "PhoneNumber",
    "Range",
    "Reason",
    "Region",
    "RegionTally",
    "Registry",
    "Review",
    "Rules",
    "SuppressedNumber",
    "Trial",
    "Unmasking",
    "Void",
    "VoidedKey",
    "VoidedTally",
]
