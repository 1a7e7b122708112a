"""manage.py suppress: what was written to the mailbox of those who do not want to be called."""

import io

import pytest
from django.core.management import CommandError, call_command

from calls.models import SuppressedNumber
from calls.pool.suppression import is_suppressed
from tests.calls.lists import write

pytestmark = pytest.mark.django_db
MAIL = SuppressedNumber.Source.MAIL


def suppress(path, batch="mail 2026-11-25"):
    """What it prints, and how it ends."""
    out = io.StringIO()
    try:
        call_command("suppress", str(path), batch=batch, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), None


def test_numbers_in_any_spelling_are_suppressed_under_their_batch(tmp_path):
    path = write(tmp_path, "+7 (946) 123-45-67\n\n8 946 123 45 68\n9461234569\n")

    assert suppress(path) == ("suppressed: 3\n", None)

    assert [is_suppressed(79461234567 + n) for n in range(3)] == [True] * 3
    kept = SuppressedNumber.objects.exclude(source=SuppressedNumber.Source.KEY)
    assert set(kept.values_list("source", "batch")) == {(MAIL, "mail 2026-11-25")}


def test_a_bad_line_is_told_by_its_number_alone_and_the_rest_goes_on(tmp_path):
    said, ended = suppress(write(tmp_path, "Anna 946\n+79461234567\n+4930123456\n"))

    assert said.splitlines() == [
        "suppressed: 1",
        "line 1: not a Russian mobile number",
        "line 3: not a Russian mobile number",
    ]
    assert ended == "2 lines were no numbers; all others are suppressed."
    assert is_suppressed(79461234567)


def test_running_it_again_changes_nothing(tmp_path):
    path = write(tmp_path, "+79461234567\n")
    suppress(path)

    suppress(path, "another")

    assert SuppressedNumber.objects.get(source=MAIL).batch == "mail 2026-11-25"


@pytest.mark.parametrize("batch", ["", "  ", "x" * 41])
def test_a_batch_needs_a_name_that_fits(tmp_path, batch):
    _, ended = suppress(write(tmp_path, "+79461234567\n"), batch)

    assert (ended, is_suppressed(79461234567)) == ("--batch must have 1 to 40 letters.", False)


def test_a_file_that_is_not_there_is_named():
    assert suppress("nowhere.txt")[1] == "There is no file nowhere.txt."
