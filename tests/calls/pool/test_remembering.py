"""Whose word stands with the hash of a number that more than one spoke of."""

import pytest

from calls.models import SuppressedNumber
from calls.pool.suppression import hash_of, remember

pytestmark = pytest.mark.django_db
NUMBER = 79460000001
Source = SuppressedNumber.Source


def kept():
    row = SuppressedNumber.objects.get(pk=hash_of(NUMBER))
    return row.source, row.batch


@pytest.mark.parametrize("source", [Source.PAGE, Source.MAIL, Source.MODERATOR])
def test_a_volunteers_word_takes_the_number_out_of_any_other_batch(source):
    remember([NUMBER], source, "a flood")
    remember([NUMBER], Source.VOLUNTEER, "calls")

    assert kept() == (Source.VOLUNTEER, "calls")


def test_nobody_else_takes_it_over():
    remember([NUMBER], Source.VOLUNTEER, "calls")
    remember([NUMBER], Source.PAGE, "a flood")

    assert kept() == (Source.VOLUNTEER, "calls")


def test_the_first_of_two_volunteers_stands():
    remember([NUMBER], Source.VOLUNTEER, "calls 1")
    remember([NUMBER], Source.VOLUNTEER, "calls 2")

    assert kept() == (Source.VOLUNTEER, "calls 1")


def test_a_volunteers_word_touches_no_other_hash():
    remember([NUMBER], Source.PAGE, "a flood")
    remember([NUMBER + 1], Source.VOLUNTEER, "calls")

    assert kept() == (Source.PAGE, "a flood")
