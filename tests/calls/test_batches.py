"""What many at once, and a database that fails, may do to an import."""

import threading
import time
import traceback

import pytest
from django.db import connection, connections, transaction

from calls.files import Refused
from calls.intake import import_pool
from calls.intake.batches import write as write_batch
from calls.models import Fate, PhoneNumber, Region, SuppressedNumber
from calls.pool.suppression import remember, suppress
from tests.calls.lists import MOSCOW, load_registry, write

pytestmark = pytest.mark.django_db(transaction=True)

HASHES = "calls_suppressednumber"
REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'no %% here', NEW.number;
END $$;
CREATE TRIGGER refuse BEFORE INSERT ON calls_phonenumber
    FOR EACH ROW WHEN (NEW.number = %s) EXECUTE FUNCTION refuse()
"""


@pytest.fixture
def refusing():
    """Makes the database refuse a number."""

    def refuse(number):
        with connection.cursor() as cursor:
            cursor.execute(REFUSE, [number])

    yield refuse
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION IF EXISTS refuse() CASCADE")


def in_thread(act, *args):
    """Start `act` in another thread, with a connection of its own."""

    def run():
        try:
            act(*args)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def until_waiting(table):
    """Return once another session waits for a lock on the whole of `table`."""
    deadline = time.monotonic() + 20
    query = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(query, [table])
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


def test_a_batch_is_written_wholly_or_not_at_all(tmp_path, refusing):
    load_registry()
    numbers = range(MOSCOW, MOSCOW + 30)
    refusing(MOSCOW + 25)

    with pytest.raises(Refused, match="Everything up to line 20 was dealt with"):
        import_pool(write(tmp_path, "\n".join(map(str, numbers))), batch=10)

    assert set(PhoneNumber.objects.values_list("pk", flat=True)) == set(numbers[:20])
    assert Region.objects.get(code="RU-MOW+RU-MOS").size == 20


def test_run_again_after_a_failure_it_does_the_rest(tmp_path, refusing):
    load_registry()
    path = write(tmp_path, "\n".join(map(str, range(MOSCOW, MOSCOW + 30))))
    refusing(MOSCOW + 25)
    with pytest.raises(Refused):
        import_pool(path, batch=10)
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION refuse() CASCADE")

    intake = import_pool(path, batch=10)

    assert (intake.added, intake.known, PhoneNumber.objects.count()) == (10, 20, 30)


def test_a_failure_quotes_no_number(tmp_path, refusing):
    load_registry()
    refusing(MOSCOW)

    with pytest.raises(Refused, match="Nothing was written") as refused:
        import_pool(write(tmp_path, f"{MOSCOW}"))

    told = "".join(traceback.format_exception(refused.value))
    assert str(MOSCOW) not in told


def test_a_file_damaged_in_the_middle_keeps_whole_batches(tmp_path):
    load_registry()
    lines = "\n".join(str(MOSCOW + n * 7919 % 10_000) for n in range(50_000))
    path = write(tmp_path, lines, "list.gz")
    path.write_bytes(path.read_bytes()[:-2000])

    with pytest.raises(Refused, match="is damaged after line 40000"):
        import_pool(path, batch=10_000)

    assert PhoneNumber.objects.count() == 10_000


def test_a_number_suppressed_while_a_batch_is_written_is_not_left_live(tmp_path):
    load_registry()
    path = write(tmp_path, f"{MOSCOW}")

    with transaction.atomic():
        remember([MOSCOW], SuppressedNumber.Source.PAGE, "b")
        importing = in_thread(import_pool, path)
        until_waiting(HASHES)
    importing.join()

    assert not PhoneNumber.objects.exists()


def test_who_suppresses_during_a_batch_waits_and_then_finds_its_row():
    load_registry()
    region = Region.objects.get(code="RU-MOW+RU-MOS").pk

    with transaction.atomic():
        write_batch([(MOSCOW, region)])
        suppressing = in_thread(suppress, MOSCOW, SuppressedNumber.Source.PAGE, "b")
        until_waiting(HASHES)
    suppressing.join()

    assert PhoneNumber.objects.get().fate == Fate.SUPPRESSED


def test_two_batches_are_written_one_after_the_other():
    load_registry()
    region = Region.objects.get(code="RU-MOW+RU-MOS").pk

    with transaction.atomic():
        write_batch([(MOSCOW, region)])
        writing = in_thread(write_batch, [(MOSCOW, region), (MOSCOW + 1, region)])
        until_waiting(HASHES)
    writing.join()

    assert PhoneNumber.objects.count() == 2


def test_a_race_of_imports_and_suppressions_leaves_no_suppressed_number_live(tmp_path):
    load_registry()
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
    assert PhoneNumber.objects.filter(fate=Fate.LIVE).count() == 1900
    assert SuppressedNumber.objects.filter(batch="b").count() == 100


def test_an_import_waits_for_no_row_of_the_pool(tmp_path):
    load_registry()
    path = write(tmp_path, f"{MOSCOW}\n{MOSCOW + 1}\n")
    import_pool(write(tmp_path, f"{MOSCOW}\n", "one.txt"))

    with transaction.atomic():
        PhoneNumber.objects.filter(pk=MOSCOW).update(fate=Fate.DONE)
        importing = in_thread(import_pool, path)
        importing.join(timeout=20)
        has_ended = not importing.is_alive()
    importing.join()

    assert (has_ended, PhoneNumber.objects.count()) == (True, 2)
