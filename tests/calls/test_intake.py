from itertools import pairwise

import pytest
from django.db.models.expressions import RawSQL

from calls.files import Refused
from calls.intake import import_pool, number_in
from calls.intake.counts import INVALID, NO_RANGE
from calls.models import Exclusion, Fate, PhoneNumber, Region, SuppressedNumber
from calls.pool.suppression import suppress
from tests.calls.lists import (
    CARS,
    MAGADAN,
    MOSCOW,
    NOWHERE,
    TOMSK,
    UNKNOWN,
    YAKUTIA,
    ZAPORIZHZHIA,
    load_registry,
    write,
)

pytestmark = pytest.mark.django_db

SPELLINGS = [
    "+79451234567",
    "79451234567",
    "89451234567",
    "9451234567",
    "8 (945) 123-45-67",
    "+7\u00a0945\u202f123\u201145\u201367",
    "\ufeff+7 945 123.45.67\r\n",
    "\u202a+7 945 123 45 67\u202c",
]
NOT_NUMBERS = [
    "",
    "phone",
    "945123456",
    "794512345678",
    "+8 945 123 45 67",
    "7 845 123 45 67",
    "+7945123456\u0667",
    "9451234567, 9451234568",
    "9451234567a",
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_number_is_read_in_any_common_spelling(text):
    assert number_in(text) == 79451234567


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_no_russian_mobile_number_is_none(text):
    assert number_in(text) is None


def pool():
    return set(PhoneNumber.objects.values_list("pk", flat=True))


def test_each_line_is_counted_once(tmp_path):
    load_registry()
    suppress(TOMSK + 7, SuppressedNumber.Source.PAGE, "b")
    numbers = (MOSCOW, MOSCOW, TOMSK + 7, CARS, CARS + 1, ZAPORIZHZHIA, UNKNOWN, NOWHERE)

    intake = import_pool(write(tmp_path, "\n".join(["+" + str(n) for n in numbers] + ["?", "1"])))

    assert pool() == {MOSCOW}
    assert (intake.read, intake.added, intake.known, intake.suppressed) == (10, 1, 1, 1)
    assert (intake.no_range, intake.invalid) == (1, 2)
    assert intake.excluded == {Exclusion.CAR: 2, Exclusion.OCCUPIED: 1, Exclusion.UNKNOWN: 1}


def test_bad_lines_are_named_by_line_and_reason(tmp_path):
    load_registry()

    intake = import_pool(write(tmp_path, f"{MOSCOW}\n\nnobody\n{NOWHERE}\n{CARS}\n"))

    assert intake.bad == [
        (3, INVALID),
        (4, NO_RANGE),
        (5, "excluded: car emergency modules"),
    ]


def test_only_the_first_bad_lines_are_named_and_all_are_counted(tmp_path):
    load_registry()

    intake = import_pool(write(tmp_path, "x\n" * 25), batch=4)

    assert ([line for line, _ in intake.bad], intake.invalid) == (list(range(1, 11)), 25)


def test_a_number_is_live_never_rested_and_in_its_region(tmp_path):
    load_registry()

    import_pool(write(tmp_path, f"{YAKUTIA}"))

    number = PhoneNumber.objects.select_related("region").get()
    assert (number.region.code, number.fate, number.rest) == ("RU-SA", Fate.LIVE, 0)


def test_tickets_spread_over_their_whole_span(tmp_path):
    load_registry()

    import_pool(write(tmp_path, "\n".join(map(str, range(MOSCOW, MOSCOW + 4000)))))

    tickets = list(PhoneNumber.objects.values_list("ticket", flat=True))
    assert all(0 <= ticket <= 32767 for ticket in tickets)
    quarters = [sum(t // 8192 == quarter for t in tickets) for quarter in range(4)]
    assert min(quarters) > 800


def test_ranges_are_interleaved_within_a_batch(tmp_path):
    load_registry()

    import_pool(write(tmp_path, "\n".join(map(str, range(MOSCOW, MOSCOW + 1000)))))

    written = list(PhoneNumber.objects.order_by(RawSQL("ctid", [])).values_list("pk", flat=True))
    assert sum(a < b for a, b in pairwise(written)) < 600


def test_importing_again_changes_nothing(tmp_path):
    load_registry()
    path = write(tmp_path, f"{MOSCOW}\n{TOMSK}\n")
    import_pool(path)
    PhoneNumber.objects.filter(pk=MOSCOW).update(fate=Fate.DONE, rest=9)
    before = list(PhoneNumber.objects.order_by("pk").values())

    intake = import_pool(path)

    assert list(PhoneNumber.objects.order_by("pk").values()) == before
    assert (intake.added, intake.known) == (0, 2)


def test_a_suppressed_number_in_the_pool_is_already_there(tmp_path):
    load_registry()
    path = write(tmp_path, f"{MOSCOW}\n{TOMSK}\n")
    import_pool(path)
    suppress(MOSCOW, SuppressedNumber.Source.PAGE, "b")

    intake = import_pool(path)

    assert (intake.known, intake.suppressed) == (2, 0)
    assert PhoneNumber.objects.get(pk=MOSCOW).fate == Fate.SUPPRESSED


def test_a_region_grows_by_what_was_added_and_is_no_longer_dry(tmp_path):
    load_registry()
    Region.objects.filter(code="RU-TOM").update(size=5, dry_until="2100-01-01T00:00Z")

    import_pool(write(tmp_path, f"{TOMSK}\n{TOMSK + 1}\n{TOMSK}\n{MOSCOW}\n"))

    grown = Region.objects.filter(size__gt=0).values_list("code", "size", "dry_until")
    assert set(grown) == {("RU-TOM", 7, None), ("RU-MOW+RU-MOS", 1, None)}


@pytest.mark.parametrize("name", ["list.txt", "list.gz", "compressed whatever its name.gz"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_plain_and_compressed_lists_with_and_without_bom(tmp_path, name, start, ending):
    load_registry()
    text = start + ending.join([f"+{MOSCOW}", "", str(TOMSK)])

    import_pool(write(tmp_path, text, name))

    assert pool() == {MOSCOW, TOMSK}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_named_column_of_a_csv_is_read(tmp_path, delimiter):
    load_registry()
    rows = [["id", " Phone ", "note"], ["1", f'"+{MOSCOW}"', '"a\nb"'], ["2", str(TOMSK), ""]]
    text = "\ufeff" + "\n".join(delimiter.join(row) for row in rows) + "\n3\n"

    intake = import_pool(write(tmp_path, text), "phone")

    assert pool() == {MOSCOW, TOMSK}
    assert (intake.read, intake.bad) == (3, [(5, INVALID)])


def test_a_line_that_is_no_utf_8_spoils_itself_alone(tmp_path):
    load_registry()
    many = b"\n" * 70_000

    intake = import_pool(write(tmp_path, many + b"\xff\xfe\n" + str(MOSCOW).encode()))

    assert (pool(), intake.invalid) == ({MOSCOW}, 1)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n\n", "is empty"),
        (b"\x89PNG\0\0", "is a binary file"),
        (f"{MOSCOW}\n".encode("utf-16"), "is a binary file"),
        ("номер\n".encode("cp1251"), "is not text in UTF-8"),
        (b"\x1f\x8bnot really", "is a damaged gzip file"),
        (b"7" * 70_000, "has no lines"),
    ],
)
def test_a_wrong_file_is_one_sentence(tmp_path, data, sentence):
    load_registry()

    with pytest.raises(Refused, match=sentence):
        import_pool(write(tmp_path, data))

    assert pool() == set()


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


def test_without_a_registry_nothing_is_imported(tmp_path):
    with pytest.raises(Refused, match="There is no numbering registry yet"):
        import_pool(write(tmp_path, f"{MAGADAN}"))

    assert pool() == set()
