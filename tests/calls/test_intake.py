from itertools import pairwise

import pytest
from django.db.models.expressions import RawSQL

from calls.files import Refused
from calls.intake.ranges import INVALID, NO_RANGE
from calls.intake.rejecting import REASONS
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
    import_pool,
    load_registry,
    write,
)

pytestmark = pytest.mark.django_db


def pool():
    return set(PhoneNumber.objects.values_list("pk", flat=True))


def test_each_line_is_counted_once(tmp_path):
    load_registry()
    suppress(TOMSK + 7, SuppressedNumber.Source.PAGE, "b")
    numbers = (MOSCOW, MOSCOW, TOMSK + 7, CARS, CARS + 1, ZAPORIZHZHIA, UNKNOWN, NOWHERE)

    intake = import_pool(write(tmp_path, "\n".join(["+" + str(n) for n in numbers] + ["?", "1"])))

    assert pool() == {MOSCOW}
    assert (intake.read, intake.added, intake.twice, intake.suppressed) == (10, 1, 1, 1)
    assert (intake.known, intake.no_range, intake.invalid) == (0, 1, 2)
    assert intake.excluded == {Exclusion.CAR: 2, Exclusion.OCCUPIED: 1, Exclusion.UNKNOWN: 1}


def test_bad_lines_are_named_by_line_and_reason(tmp_path):
    load_registry()

    intake = import_pool(write(tmp_path, f"{MOSCOW}\n\nnobody\n{NOWHERE}\n{CARS}\n"))

    assert intake.bad == [
        (3, REASONS[INVALID]),
        (4, REASONS[NO_RANGE]),
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


def test_without_a_registry_nothing_is_imported(tmp_path):
    with pytest.raises(Refused, match="There is no numbering registry yet"):
        import_pool(write(tmp_path, f"{MAGADAN}"))

    assert pool() == set()
