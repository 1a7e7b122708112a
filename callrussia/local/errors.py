"""What keeps a local server from running."""


class LocalError(Exception):
    """A local server can't run; the message says in a sentence why, and what to do."""
