"""The guidelines to read on screen or paper, to search, to confirm, and to note upon."""

from guidelines.views.booklet import booklet
from guidelines.views.notes import note
from guidelines.views.reading import at_hand, catch_up, confirm, read, section
from guidelines.views.searching import search

__all__ = ["at_hand", "booklet", "catch_up", "confirm", "note", "read", "search", "section"]
