"""What Russian asks for in vain: sentences that are missing from the catalogue, or fuzzy in it."""

import contextlib

from django.utils.translation import trans_real


class Witness:
    """Stands behind the Russian catalogue, notes what falls through it, and passes it on."""

    def __init__(self, behind):
        self.behind = behind
        self.untranslated = set()

    def gettext(self, message):
        # A context comes joined to its message.
        self.untranslated.add(message)
        return self.behind.gettext(message)

    def ngettext(self, singular, plural, number):
        self.untranslated.add(singular)
        return self.behind.ngettext(singular, plural, number)


@contextlib.contextmanager
def witnessed():
    """Gives the set of all that is asked for in vain meanwhile, by whatever thread."""
    russian = trans_real.translation("ru")
    behind = russian._fallback
    russian._fallback = witness = Witness(behind)
    try:
        yield witness.untranslated
    finally:
        russian._fallback = behind
