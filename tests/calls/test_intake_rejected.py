"""The file of all lines that were turned away."""

import os
import stat

import pytest

from calls.files import Refused
from calls.models import Exclusion, PhoneNumber, SuppressedNumber
from calls.pool.suppression import suppress
from tests.calls.lists import (
    CARS,
    MOSCOW,
    NOWHERE,
    TOMSK,
    UNKNOWN,
    import_pool,
    load_registry,
    write,
)

pytestmark = pytest.mark.django_db

BAD = ["nobody", str(NOWHERE), str(CARS), str(UNKNOWN)]


def test_it_names_all_by_line_and_reason_and_quotes_none(tmp_path):
    load_registry()
    rejected = tmp_path / "rejected"

    intake = import_pool(write(tmp_path, "\n".join([str(MOSCOW), "", *BAD * 9])), rejected=rejected)

    lines = [line.split("\t") for line in rejected.read_text().splitlines()]
    assert [int(number) for number, _ in lines] == list(range(3, 39))
    assert [reason for _, reason in lines[:4]] == [
        "not a Russian mobile number",
        "in no range of the registry",
        "excluded: car emergency modules",
        "excluded: unknown region",
    ]
    assert intake.excluded == {Exclusion.CAR: 9, Exclusion.UNKNOWN: 9}


def test_nobody_else_may_read_it(tmp_path):
    load_registry()
    rejected = tmp_path / "rejected"
    mask = os.umask(0)

    import_pool(write(tmp_path, "x\n"), rejected=rejected)

    os.umask(mask)
    assert stat.S_IMODE(rejected.stat().st_mode) == 0o600


def test_suppressed_and_repeated_numbers_are_not_in_it(tmp_path):
    load_registry()
    rejected = tmp_path / "rejected"
    suppress(TOMSK, SuppressedNumber.Source.PAGE, "b")

    intake = import_pool(write(tmp_path, f"{TOMSK}\n{MOSCOW}\n{MOSCOW}\n"), rejected=rejected)

    assert (rejected.read_text(), intake.suppressed, intake.twice) == ("", 1, 1)


@pytest.mark.parametrize("make", [os.mknod, os.mkdir, os.mkfifo, lambda path: path.symlink_to("a")])
def test_what_is_there_already_is_not_written_over(tmp_path, make):
    load_registry()
    rejected = tmp_path / "rejected"
    make(rejected)

    with pytest.raises(Refused, match="exists already"):
        import_pool(write(tmp_path, f"{MOSCOW}\nx\n"), rejected=rejected)

    assert (PhoneNumber.objects.count(), (tmp_path / "a").exists()) == (0, False)


def test_where_none_can_be_made_nothing_is_imported(tmp_path):
    load_registry()

    with pytest.raises(Refused, match="can't be written: No such file or directory"):
        import_pool(write(tmp_path, f"{MOSCOW}\n"), rejected=tmp_path / "no folder" / "rejected")

    assert not PhoneNumber.objects.exists()


def test_it_goes_with_an_import_that_failed(tmp_path):
    load_registry()
    rejected = tmp_path / "rejected"
    path = write(tmp_path, "x\n" * 3000, "list.gz")
    path.write_bytes(path.read_bytes()[:-9])

    with pytest.raises(Refused, match="is damaged"):
        import_pool(path, rejected=rejected)

    assert not rejected.exists()
