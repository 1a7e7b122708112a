"""What must be right before anybody signs in."""

from cryptography.exceptions import InvalidTag
from django.core import checks
from django.db import ProgrammingError

from volunteers.models import Volunteer


@checks.register(checks.Tags.database)
def address_key(databases=None, **kwargs):
    """With a changed ADDRESS_KEY no account would be found any more: it stops the start."""
    if not databases:
        return []
    try:
        kept = Volunteer.objects.exclude(sealed_address=None).order_by("-pk").first()
    except ProgrammingError:  # not migrated yet
        return []
    if kept is None or _opens(kept):
        return []
    return [
        checks.Error(
            "ADDRESS_KEY is not the one under which addresses were kept.",
            hint="Set it back: with another key, no volunteer is recognised.",
            id="volunteers.E001",
        )
    ]


def _opens(volunteer) -> bool:
    try:
        return bool(volunteer.address)
    except InvalidTag:
        return False
