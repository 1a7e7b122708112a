"""What stands in the log: where something failed, and never with whose words."""

import logging
import re
import traceback

# A number, an address or a code, as somebody typed it into an address.
PRIVATE = re.compile(r"[^\s/?&=<>\"']+@[^\s/?&=<>\"']+|\d{6,}")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Line(logging.Formatter):
    """One line for each record, and below it the frames of its exception.

    What an exception says is left out: a constraint's, say, quotes the row that it refused.
    """

    def format(self, record):
        # Celery puts what an exception says into the line itself.
        if isinstance(record.args, dict) and "exc" in record.args:
            record.args = record.args | {"exc": "…"}
        return super().format(record)

    def formatMessage(self, record):
        record.message = _escaped(PRIVATE.sub("…", record.message))
        return super().formatMessage(record)

    def formatException(self, exc_info):
        error, seen, parts = exc_info[1], set(), []
        while error and id(error) not in seen:
            seen.add(id(error))
            frames = "".join(traceback.format_tb(error.__traceback__))
            parts.append(f"{frames}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nraised after\n".join(parts)


def _escaped(text):
    """On one line, and without what would colour or move a terminal's text."""
    return CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
