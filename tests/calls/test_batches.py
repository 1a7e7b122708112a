"""What many at once, and a database that fails, may do to an import beside other numbers."""

import traceback

import numpy as np
import pytest
from django.db import connection, transaction

from calls.files import Refused
from calls.intake import Intake
from calls.intake.batches import write as write_batch
from calls.intake.rows import rows_of
from calls.models import Fate, Import, Origin, PhoneNumber, Region, SuppressedNumber
from calls.pool.suppression import remember, suppress
from tests.calls.lists import MAGADAN, MOSCOW, TOMSK, import_pool, load_registry, write
from tests.calls.others import in_thread, until_waiting

pytestmark = pytest.mark.django_db(transaction=True)

HASHES = "calls_suppressednumber"
REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'no % here', NEW.number;
END $$;
CREATE TRIGGER refuse BEFORE INSERT ON calls_phonenumber
    FOR EACH ROW WHEN (NEW.number = {}) EXECUTE FUNCTION refuse()
"""


@pytest.fixture
def refusing():
    """Makes the database refuse a number."""

    def refuse(number):
        with connection.cursor() as cursor:
            cursor.execute(REFUSE.format(number))

    yield refuse
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION IF EXISTS refuse() CASCADE")


@pytest.fixture
def moscow():
    """The id of Moscow; a number of Tomsk is in the pool already."""
    load_registry()
    tomsk = Region.objects.get(code="RU-TOM")
    PhoneNumber.objects.create(number=TOMSK, region=tomsk, ticket=0)
    return Region.objects.get(code="RU-MOW+RU-MOS").pk


def put(*numbers, region):
    """Write `numbers` as one batch."""
    write_batch(rows_of(np.array(numbers), region, 7), Intake.begin(Origin.RANGES))


def in_moscow():
    return set(
        PhoneNumber.objects.filter(region__code="RU-MOW+RU-MOS").values_list("pk", flat=True)
    )


def test_a_batch_is_written_wholly_or_not_at_all(tmp_path, refusing, moscow):
    numbers = range(MOSCOW, MOSCOW + 30)
    refusing(MOSCOW + 25)

    with pytest.raises(Refused, match=r"The database failed|Nothing was written") as refused:
        import_pool(write(tmp_path, "\n".join(map(str, numbers))), batch=10)

    kept = len(in_moscow())
    assert kept in (0, 10, 20)
    assert Region.objects.get(pk=moscow).size == kept
    assert (f"{kept} numbers were added and stay" in str(refused.value)) == bool(kept)
    rows = list(Import.objects.values_list("added", "finished_at"))
    assert rows == ([(kept, None)] if kept else [])


def test_run_again_after_a_failure_it_does_the_rest(tmp_path, refusing, moscow):
    path = write(tmp_path, "\n".join(map(str, range(MOSCOW, MOSCOW + 30))))
    refusing(MOSCOW + 25)
    with pytest.raises(Refused):
        import_pool(path, batch=10)
    kept = len(in_moscow())
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION refuse() CASCADE")

    intake = import_pool(path, batch=10)

    assert (intake.added, intake.known, len(in_moscow())) == (30 - kept, kept, 30)
    assert Region.objects.get(pk=moscow).size == 30


def test_one_batch_takes_numbers_of_all_regions(tmp_path, moscow):
    numbers = [MOSCOW, MOSCOW + 1, TOMSK + 1, MAGADAN]

    import_pool(write(tmp_path, "\n".join(map(str, numbers))))

    regions = dict(PhoneNumber.objects.exclude(pk=TOMSK).values_list("pk", "region__code"))
    assert regions == {
        MOSCOW: "RU-MOW+RU-MOS",
        MOSCOW + 1: "RU-MOW+RU-MOS",
        TOMSK + 1: "RU-TOM",
        MAGADAN: "RU-MAG",
    }
    # Its row was written with the batch, and once more at the end.
    assert Import.objects.get().added == 4


def test_a_failure_quotes_no_number(tmp_path, refusing, moscow):
    refusing(MOSCOW)

    with pytest.raises(Refused, match="Nothing was written") as refused:
        import_pool(write(tmp_path, f"{MOSCOW}"))

    told = "".join(traceback.format_exception(refused.value))
    assert str(MOSCOW) not in told


def test_a_pool_that_watches_its_rows_is_not_replaced(tmp_path, refusing):
    load_registry()
    refusing(MOSCOW + 5)

    with pytest.raises(Refused):
        import_pool(write(tmp_path, f"{MOSCOW + 5}\n"))
    assert import_pool(write(tmp_path, f"{MOSCOW}\n")).added == 1

    with pytest.raises(Refused):
        import_pool(write(tmp_path, f"{MOSCOW + 5}\n"))


def test_a_number_suppressed_while_a_batch_is_written_is_not_left_live(tmp_path, moscow):
    path = write(tmp_path, f"{MOSCOW}")

    with transaction.atomic():
        remember([MOSCOW], SuppressedNumber.Source.PAGE, "b")
        importing = in_thread(import_pool, path)
        until_waiting(HASHES)
    importing.join()

    assert in_moscow() == set()


def test_who_suppresses_during_a_batch_waits_and_then_finds_its_row(moscow):
    with transaction.atomic():
        put(MOSCOW, region=moscow)
        suppressing = in_thread(suppress, MOSCOW, SuppressedNumber.Source.PAGE, "b")
        until_waiting(HASHES)
    suppressing.join()

    assert PhoneNumber.objects.get(pk=MOSCOW).fate == Fate.SUPPRESSED


def test_two_batches_are_written_one_after_the_other(moscow):
    def put_two():
        put(MOSCOW, MOSCOW + 1, region=moscow)

    with transaction.atomic():
        put(MOSCOW, region=moscow)
        writing = in_thread(put_two)
        until_waiting(HASHES)
    writing.join()

    assert in_moscow() == {MOSCOW, MOSCOW + 1}
    assert Region.objects.get(pk=moscow).size == 2


def test_a_race_of_imports_and_suppressions_leaves_no_suppressed_number_live(tmp_path, moscow):
    path = write(tmp_path, "\n".join(map(str, range(MOSCOW, MOSCOW + 2000))))
    unwanted = range(MOSCOW, MOSCOW + 2000, 20)

    def suppress_all():
        for number in unwanted:
            suppress(number, SuppressedNumber.Source.PAGE, "b")

    def import_slowly():
        import_pool(path, batch=50)

    threads = [in_thread(act) for act in (import_slowly, suppress_all, import_slowly)]
    for thread in threads:
        thread.join()

    # Nobody was torn down by a deadlock, and all that may be there is.
    rows = PhoneNumber.objects.filter(pk__in=unwanted)
    assert not rows.exclude(fate=Fate.SUPPRESSED).exists()
    assert PhoneNumber.objects.filter(fate=Fate.LIVE).count() == 1 + 1900
    assert SuppressedNumber.objects.filter(batch="b").count() == 100
    assert Region.objects.get(pk=moscow).size == len(in_moscow())


def test_an_import_waits_for_no_row_of_the_pool(tmp_path, moscow):
    path = write(tmp_path, f"{MOSCOW}\n{MOSCOW + 1}\n")
    import_pool(write(tmp_path, f"{MOSCOW}\n", "one.txt"))

    with transaction.atomic():
        PhoneNumber.objects.filter(pk=MOSCOW).update(fate=Fate.DONE)
        importing = in_thread(import_pool, path)
        importing.join(timeout=20)
        has_ended = not importing.is_alive()
    importing.join()

    assert (has_ended, in_moscow()) == (True, {MOSCOW, MOSCOW + 1})
