"""What must be right before the site starts."""

from django.core import checks
from django.db import ProgrammingError

from calls.pool.suppression import kept_proofs, proof_of_key


@checks.register(checks.Tags.database)
def suppression_key(databases=None, **kwargs):
    """A changed SUPPRESSION_KEY would silently un-suppress everybody: it stops the start."""
    if not databases:
        return []
    try:
        kept = kept_proofs().first()
    except ProgrammingError:  # not migrated yet
        return []
    if kept is None or bytes(kept.pk) == proof_of_key():
        return []
    return [
        checks.Error(
            "SUPPRESSION_KEY is not the one under which numbers were suppressed.",
            hint="Set it back: with another key, people who asked not to be called would be.",
            id="calls.E001",
        )
    ]
