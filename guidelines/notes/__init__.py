"""Notes from callers: cleaned, kept apart from whoever wrote them, shown in crowds, answered."""

from guidelines.notes.cleaning import MARK, clean, language_of
from guidelines.notes.keeping import CROWD, answer, is_left, leave, show_waiting, stir, thank

__all__ = [
    "CROWD",
    "MARK",
    "answer",
    "clean",
    "is_left",
    "language_of",
    "leave",
    "show_waiting",
    "stir",
    "thank",
]
