"""In what forms a list may come, and what is refused of it."""

import gzip
import os
import sys

import pytest
import zstandard

from calls import files
from calls.files import Refused
from calls.intake.ranges import INVALID
from calls.intake.rejecting import REASONS
from calls.models import Import, PhoneNumber
from tests.calls.lists import MAGADAN, MOSCOW, TOMSK, import_pool, load_registry, write

pytestmark = pytest.mark.django_db

MANY = range(MOSCOW, MOSCOW + 10_000)


def pool():
    return set(PhoneNumber.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("name", ["list.txt", "list.gz", "list.zst", "whatever its name.gz"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_plain_and_packed_lists_with_and_without_bom(tmp_path, name, start, ending):
    load_registry()
    text = start + ending.join([f"+{MOSCOW}", "", str(TOMSK)])

    intake = import_pool(write(tmp_path, text, name))

    assert (pool(), intake.read) == ({MOSCOW, TOMSK}, 2)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["list.txt", "list.gz", "list.zst"])
def test_no_line_is_lost_where_one_block_ends_and_the_next_begins(
    tmp_path, name, ending, monkeypatch
):
    load_registry()
    monkeypatch.setattr(files, "BLOCK", 1001)

    intake = import_pool(write(tmp_path, ending.join(map(str, MANY)) + ending, name))

    assert (pool(), intake.read, intake.bad) == (set(MANY), 10_000, [])


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_what_was_packed_in_pieces_is_read_to_its_end(tmp_path, pack):
    load_registry()
    pieces = [pack(f"{number}\n".encode()) for number in (MOSCOW, TOMSK, MAGADAN)]

    import_pool(write(tmp_path, b"".join(pieces)))

    assert pool() == {MOSCOW, TOMSK, MAGADAN}


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress, bytes])
def test_what_another_program_hands_over_is_read(pack, monkeypatch):
    load_registry()
    there, here = os.pipe()
    with os.fdopen(here, "wb") as file:
        file.write(pack("\n".join(map(str, MANY[:1000])).encode()))
    with os.fdopen(there) as handed:
        monkeypatch.setattr(sys, "stdin", handed)
        import_pool("-")

    assert pool() == set(MANY[:1000])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["list.csv", "list.zst"])
def test_a_named_column_of_a_csv_is_read(tmp_path, delimiter, name):
    load_registry()
    rows = [["id", " Phone ", "note"], ["1", f'"+{MOSCOW}"', '"a\nb"'], ["2", f'"{TOMSK}\n"', ""]]
    text = "\ufeff" + "\n".join(delimiter.join(row) for row in rows) + f"\n3\n4{delimiter}\n"

    intake = import_pool(write(tmp_path, text, name), "phone")

    assert pool() == {MOSCOW, TOMSK}
    assert intake.bad == [(line, REASONS[INVALID]) for line in (6, 7)]
    assert intake.read == 4


def test_a_line_that_is_no_utf_8_spoils_itself_alone(tmp_path):
    load_registry()
    many = b"\n" * 70_000

    intake = import_pool(write(tmp_path, many + b"\xff\xfe\n" + str(MOSCOW).encode()))

    assert (pool(), intake.invalid, intake.bad[0][0]) == ({MOSCOW}, 1, 70_001)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n\n", "is empty"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (b"\x89PNG\0\0", "is a binary file"),
        (f"{MOSCOW}\n".encode("utf-16"), "is a binary file"),
        ("номер\n".encode("cp1251"), "is not text in UTF-8"),
        (b"\x1f\x8bnot really", "is damaged"),
        (b"\x28\xb5\x2f\xfdnot really", "is damaged"),
        (b"7" * 70_000, "has no lines"),
        (b"1\n" + b"7" * 2_200_000, "has a line of more than 1,048,576 bytes"),
    ],
)
def test_a_wrong_file_is_one_sentence(tmp_path, data, sentence):
    load_registry()

    with pytest.raises(Refused, match=sentence):
        import_pool(write(tmp_path, data))

    assert pool() == set()


@pytest.mark.parametrize("name", ["list.gz", "list.zst"])
def test_of_a_file_that_was_cut_off_nothing_is_written(tmp_path, name):
    load_registry()
    path = write(tmp_path, "\n".join(str(MOSCOW + n * 7919 % 10_000) for n in range(50_000)), name)
    path.write_bytes(path.read_bytes()[:-20])

    with pytest.raises(Refused, match=r"is damaged: .* Nothing was written\."):
        import_pool(path)

    assert (pool(), Import.objects.count()) == (set(), 0)


def test_zst_that_takes_too_much_memory_is_refused(tmp_path):
    load_registry()
    long = zstandard.ZstdCompressionParameters(window_log=27)
    path = tmp_path / "list.zst"
    with path.open("wb") as file:
        packing = zstandard.ZstdCompressor(compression_params=long).stream_writer(file)
        packing.write(f"{MOSCOW}\n".encode())
        packing.flush(zstandard.FLUSH_FRAME)

        with pytest.raises(Refused, match="pack it again without --long and --ultra"):
            import_pool(path)


def test_a_folder_and_a_missing_file_are_one_sentence_each(tmp_path):
    load_registry()

    with pytest.raises(Refused, match="is a folder"):
        import_pool(tmp_path)
    with pytest.raises(Refused, match="There is no file"):
        import_pool(tmp_path / "none")


def test_a_missing_column_is_refused_without_quoting_the_first_line(tmp_path):
    load_registry()

    with pytest.raises(Refused, match="no column “phone” in its first line") as refused:
        import_pool(write(tmp_path, f"{MOSCOW},x\n{TOMSK},y\n"), "phone")

    assert (pool(), str(MOSCOW) in str(refused.value)) == (set(), False)


def test_a_cell_without_end_is_refused(tmp_path):
    load_registry()
    text = f'phone\n{MOSCOW}\n"' + "7\n" * 200_000

    with pytest.raises(Refused, match="is no CSV file: field larger than field limit"):
        import_pool(write(tmp_path, text), "phone")

    assert pool() == set()
