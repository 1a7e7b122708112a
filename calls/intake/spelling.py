"""Reads a Russian mobile number in any common spelling."""

import re

# Spaces of every width, brackets, dashes, dots, and the invisible marks of copied text.
BETWEEN = dict.fromkeys(
    map(
        ord,
        "\t\n\r\v\f ().-/\u00a0\u00ad\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f"
        "\u2010\u2011\u2012\u2013\u2014\u2015\u202a\u202c\u202d\u202f\u2060\u2066\u2069\u2212\ufeff",
    )
)
SPELLING = re.compile(r"(?:\+?7|8)?(9[0-9]{9})")


def number_in(text: str) -> int | None:
    """The number in `text` as 7 and ten digits, or None if it is no Russian mobile number."""
    found = SPELLING.fullmatch(text.translate(BETWEEN))
    return int("7" + found[1]) if found else None
