"""Where psychologists write, compare and publish; they see no volunteer and no number here."""

from guidelines.admin import editions, helplines, kinds, notes

__all__ = ["editions", "helplines", "kinds", "notes"]
