"""A load that is killed, that others work beside, and that has millions of rows around it."""

import random
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from calls import pool, registry
from calls.files import Refused
from calls.models import Correction, Draw, Fate, Outcome, PhoneNumber, Range, Region
from tests.calls.lists import MAGADAN, MOSCOW, TOMSK, YAKUTIA, edited, load_registry, write
from tests.factories import allow, explain, make_caller, make_number, make_region
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db(transaction=True)

MOSCOWS, YAKUTIAS, TOMSKS, MAGADANS = 2, 4, 6, 15
FORBIDDEN = "946;0000000;0004999;5000;АО «ГЛОНАСС»;-;Томская область;7703383783"
CHANGES = {
    MOSCOWS: "945;0000000;0009999;10000;ООО;-;Омская область;7700000000",
    YAKUTIAS: None,
    TOMSKS: FORBIDDEN,
}
MANY = 7
REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'no %% here', NEW.number;
END $$;
CREATE TRIGGER refuse BEFORE UPDATE ON calls_phonenumber
    FOR EACH ROW WHEN (NEW.number = %s) EXECUTE FUNCTION refuse()
"""


def make_pool():
    load_registry()
    for first, code in ((MOSCOW, "RU-MOW+RU-MOS"), (YAKUTIA, "RU-SA"), (TOMSK, "RU-TOM")):
        region = Region.objects.get(code=code)
        for n in range(MANY):
            make_number(region, number=first + n, fate=n % 5)
        Region.objects.filter(pk=region.pk).update(size=MANY)


def state():
    numbers = PhoneNumber.objects.order_by("pk").values_list("pk", "region__code", "fate", "rest")
    sizes = Region.objects.filter(size__gt=0).order_by("pk").values_list("code", "size")
    return list(numbers), list(sizes), Correction.objects.count()


WHOLE = (
    [(MOSCOW + n, "RU-OMS", n % 5, 0) for n in range(MANY)]
    + [(YAKUTIA + n, "RU-SA", n % 5, 0) for n in range(MANY) if n % 5 > 1]
    + [(TOMSK + n, "RU-TOM", max(n % 5, Fate.DONE), 0) for n in range(MANY)],
    [("RU-OMS", 7), ("RU-SA", 3), ("RU-TOM", 7)],
    0,
)


class Killed(BaseException):
    pass


def killer(after):
    """A progress that ends the run with a bang after so many batches."""
    left = [None] * after

    def progress(_done):
        if not left:
            raise Killed
        left.pop()

    return progress


@pytest.mark.parametrize("after", range(9))
def test_a_load_killed_between_two_batches_is_finished_by_the_next(tmp_path, after):
    make_pool()
    path = write(tmp_path, edited(CHANGES))

    with pytest.raises(Killed):
        registry.load(path, anyway=True, batch=2, progress=killer(after))
    assert Correction.objects.exists()
    again = registry.load(path, batch=3)

    assert state() == WHOLE
    assert [was == now for was, now in again.changes] == [True] * len(again.changes)


def test_a_load_that_fails_within_a_batch_is_finished_by_the_next(tmp_path, refusing):
    make_pool()
    path = write(tmp_path, edited(CHANGES))
    refusing(MOSCOW + 3)

    with pytest.raises(Refused, match="Load it once more") as refused:
        registry.load(path, anyway=True, batch=2)
    refusing(None)
    registry.load(path)

    assert (state(), str(MOSCOW)[1:] in str(refused.value)) == (WHOLE, False)


@pytest.fixture
def refusing():
    """Makes the database refuse to write a number, and none with None."""

    def refuse(number):
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION IF EXISTS refuse() CASCADE")
            if number:
                cursor.execute(REFUSE % number)

    yield refuse
    refuse(None)


def test_what_is_excluded_comes_first(tmp_path):
    make_pool()

    with pytest.raises(Killed):
        registry.load(write(tmp_path, edited(CHANGES)), anyway=True, progress=killer(0))

    assert not PhoneNumber.objects.filter(pk__gte=TOMSK, fate__lt=Fate.DONE).exists()
    assert Correction.objects.count() == 2


@pytest.mark.parametrize("after", [0, 2, 5])
def test_after_a_kill_another_registry_may_be_loaded(tmp_path, after):
    make_pool()
    path = write(tmp_path, edited(CHANGES))
    with pytest.raises(Killed):
        registry.load(path, anyway=True, batch=2, progress=killer(after))

    load_registry()

    numbers, sizes, left = state()
    found = {number: (code, fate) for number, code, fate, _rest in numbers}
    assert [code for code, _fate in found.values()] == [registry_code(number) for number in found]
    # What the kill left live of the excluded ones stays so.
    assert found[TOMSK + 6][1] == (1 if after < 3 else 2)
    assert (sum(size for _code, size in sizes), left) == (len(found), 0)


def registry_code(number):
    return Region.objects.get(pk=registry.Lookup(registry.stored()).of(number)).code


def in_thread(act, *args, **options):
    """Start `act` in another thread, with a connection of its own."""

    def run():
        try:
            act(*args, **options)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_who_read_an_older_registry_is_turned_away(tmp_path):
    load_registry()
    known = registry.version()
    with transaction.atomic():
        registry.hold(known)

    registry.load(write(tmp_path, edited({})))

    with pytest.raises(Refused, match="loaded anew"), transaction.atomic():
        registry.hold(known)


def test_a_load_waits_for_whoever_works_by_the_ranges(tmp_path):
    load_registry()

    with transaction.atomic():
        registry.hold(registry.version())
        loading = in_thread(registry.load, write(tmp_path, edited({MAGADANS: None})))
        until_somebody_waits()
        there = Range.objects.count()
    loading.join()

    assert (there, Range.objects.count()) == (14, 13)


def until_somebody_waits():
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    for _ in range(2000):
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        threading.Event().wait(0.01)
    raise AssertionError("nobody waits")


def test_whoever_is_being_erased_is_waited_for_before_any_number_is_locked(tmp_path):
    load_registry()
    number = make_number(make_region(), number=TOMSK)
    drawn = pool.draw(make_caller())

    with transaction.atomic():
        Volunteer.objects.select_for_update().get(pk=drawn.volunteer_id)
        loading = in_thread(registry.load, write(tmp_path, edited({TOMSKS: FORBIDDEN})), True)
        until_somebody_waits()
        PhoneNumber.objects.select_for_update(nowait=True).get(pk=number.pk)
    loading.join()

    number.refresh_from_db()
    assert (number.fate, Draw.objects.open().exists()) == (Fate.DONE, False)


def test_whatever_volunteers_do_meanwhile_nothing_excluded_stays_live_or_lent(tmp_path):
    load_registry()
    allow(10_000)
    region, errors, is_over = make_region(), [], threading.Event()
    for n in range(300):
        make_number(region, number=TOMSK + n)
    volunteers = [make_caller(is_proven=True) for _ in range(6)]

    def call(volunteer):
        try:
            while not is_over.is_set():
                act(volunteer)
        except (pool.NotNow, PermissionDenied):
            pass
        except Exception as error:
            errors.append(error)

    threads = [in_thread(call, volunteer) for volunteer in volunteers]
    registry.load(write(tmp_path, edited({TOMSKS: FORBIDDEN})), anyway=True, batch=20)
    is_over.set()
    for thread in threads:
        thread.join()

    assert errors == []
    assert not PhoneNumber.objects.filter(fate__lt=Fate.DONE).exists()
    assert not Draw.objects.open().exists()


def act(volunteer):
    drawn = pool.draw(volunteer)
    if random.random() < 0.7:
        pool.report(drawn, random.choice([Outcome.NOBODY, Outcome.ENDED]))
        pool.amend(drawn, 1, Outcome.NOBODY)
    elif random.random() < 0.5:
        pool.release(drawn, "not_now")
        pool.unrelease(drawn)


def test_a_small_change_reads_no_more_of_the_pool_than_its_stretch(tmp_path):
    load_registry()
    region = Region.objects.get(code="RU-MOW+RU-MOS")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO calls_phonenumber (number, region_id, ticket) "
            "SELECT %s + n, %s, 0 FROM generate_series(0, 99999) n",
            [MOSCOW, region.pk],
        )
        cursor.execute("ANALYZE calls_phonenumber")
    ten = "948;9000000;9000009;10;АО «ГЛОНАСС»;-;Магаданская обл.;7703383783"
    make_number(region, number=MAGADAN)

    with CaptureQueriesContext(connection) as queries:
        registry.preview(write(tmp_path, edited({MAGADANS: ten})))
        registry.load(write(tmp_path, edited({MAGADANS: ten})))

    asked = [query["sql"] for query in queries if "calls_phonenumber" in query["sql"]]
    assert len(asked) >= 6
    assert [sql for sql in asked if reads_it_all(explain(sql, None))] == []


def reads_it_all(plan):
    is_scan = plan["Node Type"] == "Seq Scan" and plan["Relation Name"] == "calls_phonenumber"
    return is_scan or any(map(reads_it_all, plan.get("Plans", ())))
