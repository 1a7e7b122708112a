"""The numbering registry: which numbers exist, in which region, and which are never called."""

from calls.registry.holding import hold, loaded_on, version
from calls.registry.loading import Loaded, Sums, load, preview, replace
from calls.registry.lookup import Lookup
from calls.registry.marking import DEMO_CODES, DEMO_SPAN, is_demo, stored

__all__ = [
    "DEMO_CODES",
    "DEMO_SPAN",
    "Loaded",
    "Lookup",
    "Sums",
    "hold",
    "is_demo",
    "load",
    "loaded_on",
    "preview",
    "replace",
    "stored",
    "version",
]
