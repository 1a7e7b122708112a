"""Every spelling of a number, beside a reader of one line that a person can check."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calls.intake.spelling import BLANK, NONE, numbers_in

# What may stand between the digits of a number, and how it may begin.
BETWEEN = dict.fromkeys(
    map(
        ord,
        "\t\n\r\v\f ().-/\u00a0\u00ad\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f"
        "\u2010\u2011\u2012\u2013\u2014\u2015\u202a\u202c\u202d\u202f\u2060\u2066\u2069\u2212\ufeff",
    )
)
SPELLING = re.compile(r"(?:\+?7|8)?(9[0-9]{9})")
SPELLINGS = [
    "+79451234567",
    "79451234567",
    "89451234567",
    "9451234567",
    "8 (945) 123-45-67",
    "+7\u00a0945\u202f123\u201145\u201367",
    "\ufeff+7 945 123.45.67",
    "\u202a+7 945 123 45 67\u202c",
]
NOT_NUMBERS = [
    "phone",
    "945123456",
    "794512345678",
    "+8 945 123 45 67",
    "+9451234567",
    "7 845 123 45 67",
    "++79451234567",
    "+7945123456\u0667",
    "9451234567, 9451234568",
    "9451234567a",
    "()",
    "\u200b",
]
# Whatever may be mistaken for a number or a blank line, more often than by chance.
PIECES = st.sampled_from(
    [
        *("+7", "7", "8", "9", "945", "1234567", "45", "0", "+", "a"),
        *"() -\t\x1c\x00\x85\u00a0\u2011\u2212\u200b\ufeff\u3000\u0667\udcff\U0001f4de",
    ]
)
LINES = st.lists(PIECES, max_size=14).map("".join) | st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n")
)


def number_in(line):
    """What `numbers_in` must find in one line."""
    found = SPELLING.fullmatch(line.translate(BETWEEN))
    if found:
        return int("7" + found[1])
    return NONE if line.strip() else BLANK


def read(lines):
    return numbers_in("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_number_is_read_in_any_common_spelling(text):
    assert read([text]).tolist() == [79451234567]


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_no_russian_mobile_number_is_none(text):
    assert read([text]).tolist() == [NONE]


@pytest.mark.parametrize("text", ["", " ", "\t\x1c\u3000"])
def test_a_line_of_nothing_is_blank(text):
    assert read([text]).tolist() == [BLANK]


def test_no_line_at_all_is_no_number():
    assert read([]).tolist() == []


def test_a_byte_that_is_no_utf_8_spoils_its_own_line_alone():
    found = numbers_in(b"\xe2\x80\n9451234567\n945\xff1234567\n\xc2\xa09451234567\n")

    assert found.tolist() == [NONE, 79451234567, NONE, 79451234567]


@given(st.lists(LINES, max_size=8))
@example(SPELLINGS + NOT_NUMBERS + ["", " "])
def test_many_lines_are_read_as_each_by_itself(lines):
    assert read(lines).tolist() == [number_in(line) for line in lines]
