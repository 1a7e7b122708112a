"""How far a volunteer's word goes, worked out anew each time from what the account counts.

It is never stored as a verdict: a changed rule holds for everybody at once.
"""

from django.db import models

from calls.models import Rules
from volunteers.models import Volunteer


class Level(models.IntegerChoices):
    """A greater one may draw more. The draw's statement counts its lists of rules by these."""

    SMALL = 1
    NEW = 2
    KNOWN = 3
    PROVEN = 4


def level(volunteer: Volunteer, known) -> Level:
    """The level by `known.rules` and `known.has_canaries` of an Outlook.

    Reports and days make somebody known. Proven is who is known, has reported more and for longer,
    has talked, and, where there are numbers to check by, has told rightly that they ring nobody.
    """
    rules, first = known.rules, Level.SMALL if starts_small(volunteer) else Level.NEW
    days = (rules.now.date() - volunteer.joined_on).days
    if volunteer.is_doubted or volunteer.reports < rules.known_reports or days < rules.known_days:
        return first
    return Level.PROVEN if _is_proven(volunteer, days, known) else Level.KNOWN


def starts_small(volunteer: Volunteer) -> bool:
    """Without an address an account costs nothing: a thousand of them get less at first."""
    return volunteer.has_codename


def is_proven(volunteer: Volunteer, known) -> bool:
    return level(volunteer, known) == Level.PROVEN


def allowance(rules: Rules, of: Level) -> int:
    """Draws in 24 hours."""
    return getattr(rules, f"allowance_{of.name.lower()}")


def pause(rules: Rules, of: Level) -> int:
    """Seconds from the end of a draw to the next one."""
    return getattr(rules, f"pause_{Level(max(of, Level.NEW)).name.lower()}")


def checks(rules: Rules, of: Level) -> int:
    """Of a hundred draws, how many lend a number that rings nobody."""
    return getattr(rules, f"checks_{Level(max(of, Level.NEW)).name.lower()}")


def _is_proven(volunteer, days, known):
    rules = known.rules
    return (
        volunteer.reports >= rules.proven_reports
        and days >= rules.proven_days
        and volunteer.talks >= rules.proven_talks
        and (not known.has_canaries or volunteer.checks_passed >= rules.proven_checks)
    )
