"""News for the apps above. Sent with `volunteer`, inside the transaction that makes it true."""

from django.dispatch import Signal

# No longer active: what they hold goes back.
suspended = Signal()
# About to be deleted: each app answers for its own rows.
erased = Signal()
