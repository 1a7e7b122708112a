"""Reads Russian mobile numbers in any common spelling, some ten thousand lines at once."""

import numpy as np

# Spaces of every width, brackets, dashes, dots, and the invisible marks of copied text.
BETWEEN = (
    "\t\v\f ().-/\u00a0\u00ad\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f"
    "\u2010\u2011\u2012\u2013\u2014\u2015\u202a\u202c\u202d\u202f\u2060\u2066\u2069\u2212\ufeff"
)
# What lies beyond has neither digits of ours nor anything that may stand between them.
LETTERS = 1 << 16
SPACES = "".join(letter for letter in map(chr, range(LETTERS)) if letter.isspace()).replace(
    "\n", ""
)
# Not in any spelling: no number, and a line that has nothing on it.
NONE, BLANK = 0, -1
NEWLINE, PLUS, ZERO, SEVEN, EIGHT = b"\n+078"
LONGEST = len("+79450000000")


def numbers_in(block: bytes) -> np.ndarray:
    """What stands in each line of `block`: 7 and ten digits as an int, or NONE, or BLANK.

    The lines are in UTF-8, each ended by a newline. A byte that is no UTF-8 spoils its own line.
    """
    letters, ends, lengths = lines_without(BETWEEN, block)
    numbers = np.zeros(len(ends), np.int64)
    is_number = (lengths >= 10) & (lengths <= LONGEST)
    for place in range(10, 0, -1):
        # Unsigned: whatever stands before "0" becomes large.
        digits = letters[ends - place] - letters.dtype.type(ZERO)
        is_number &= digits <= 9
        numbers *= 10
        numbers += digits
    is_number &= numbers >= 9_000_000_000
    is_number &= (lengths == 10) | begins_as_one(letters, ends, lengths)
    numbers += 70_000_000_000
    numbers[~is_number] = NONE
    if not is_number.all():
        numbers[lines_without(SPACES, block)[2] == 0] = BLANK
    return numbers


def begins_as_one(letters, ends, lengths):
    """Whether +7, 7 or 8 stands before the last ten digits of each line, and nothing else."""
    before, first = letters[ends - 11], letters[ends - LONGEST]
    seven, plus = before == SEVEN, first == PLUS
    return (lengths == 11) & (seven | (before == EIGHT)) | (lengths == 12) & seven & plus


def lines_without(unwanted: str, block: bytes):
    """The letters of `block` without `unwanted` ones, where each line ends, and its length.

    Before the first line stand as many zeros as a number is long, so that each has letters before.
    """
    if block.isascii():
        kept = bytes(LONGEST) + block.translate(None, unwanted.encode("ascii", "ignore"))
        letters = np.frombuffer(kept, np.uint8)
    else:
        letters = codes_of(bytes(LONGEST) + block)
        is_wanted = np.ones(LETTERS, bool)
        is_wanted[[ord(letter) for letter in unwanted]] = False
        letters = letters[is_wanted[np.minimum(letters, LETTERS - 1)]]
    ends = np.flatnonzero(letters == NEWLINE)
    return letters, ends, np.diff(ends, prepend=LONGEST - 1) - 1


def codes_of(block):
    """The code points of `block`."""
    text = block.decode("utf-8", "surrogateescape")
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
