"""Where psychologists write, compare and publish; they see no volunteer and no number here."""

from guidelines.admin import editions, kinds, notes

__all__ = ["editions", "kinds", "notes"]
