"""The guidelines to read, to search, to confirm, and to note upon."""

from guidelines.views.notes import note
from guidelines.views.reading import at_hand, catch_up, confirm, read, section
from guidelines.views.searching import search

__all__ = ["at_hand", "catch_up", "confirm", "note", "read", "search", "section"]
