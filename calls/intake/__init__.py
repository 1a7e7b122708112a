"""Fills the pool: from a list, from the registry's ranges, or for a demo."""

from calls.intake.counts import Intake
from calls.intake.demo import fill_demo
from calls.intake.generating import generate
from calls.intake.importing import import_pool

__all__ = ["Intake", "fill_demo", "generate", "import_pool"]
