"""The numbering registry: which numbers exist, in which region, and which are never called."""

from calls.registry.loading import Sums, load, replace
from calls.registry.lookup import Lookup
from calls.registry.marking import DEMO_CODES, DEMO_SPAN, is_demo, stored

__all__ = ["DEMO_CODES", "DEMO_SPAN", "Lookup", "Sums", "is_demo", "load", "replace", "stored"]
