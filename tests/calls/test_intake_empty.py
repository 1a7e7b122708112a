"""What many at once, and a database that fails, may do to an import into an empty pool."""

import datetime
import time

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from calls import pool
from calls.files import Refused
from calls.intake import replacing
from calls.models import Draw, Import, PhoneNumber, Region, Rules, SuppressedNumber
from calls.pool.suppression import remember, suppress
from tests.calls.lists import MOSCOW, TOMSK, import_pool, load_registry, write
from tests.calls.others import in_thread, until_waiting
from tests.factories import make_caller, make_number

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 20_000
Source = SuppressedNumber.Source


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def attempt(path, outcome):
    """Import, and note what came of it."""
    try:
        outcome.append(import_pool(path).added)
    except Refused as refused:
        outcome.append(str(refused))


def sizes():
    return dict(Region.objects.filter(size__gt=0).values_list("code", "size"))


def is_untouched():
    return (PhoneNumber.objects.count(), Import.objects.count(), sizes()) == (0, 0, {})


@pytest.fixture
def numbers(tmp_path):
    """A list of all numbers of Moscow and of Tomsk."""
    load_registry()
    both = [*range(MOSCOW, MOSCOW + 15_000), *range(TOMSK, TOMSK + 5_000)]
    return write(tmp_path, "\n".join(map(str, both)))


def test_where_the_database_fails_nothing_is_written(numbers):
    execute(f"ALTER TABLE calls_phonenumber ADD CONSTRAINT refuse CHECK (number <> {TOMSK + 9})")
    outcome = []

    attempt(numbers, outcome)

    execute("ALTER TABLE calls_phonenumber DROP CONSTRAINT refuse")
    assert outcome == ["The database failed (IntegrityError). Nothing was written."]
    assert is_untouched()
    assert import_pool(numbers).added == MANY


def test_another_import_waits_and_is_then_refused(numbers, monkeypatch):
    monkeypatch.setattr(replacing, "TURN", replacing.TURN.replace("5s", "100ms"))
    outcome = []

    with transaction.atomic():
        replacing.wait_for_turn()
        in_thread(attempt, numbers, outcome).join()

    assert outcome == [replacing.UNDER_WAY]
    assert is_untouched()


def test_two_imports_at_once_add_each_number_once(numbers):
    outcome = []

    for thread in [in_thread(attempt, numbers, outcome) for _ in range(2)]:
        thread.join()

    assert sorted(outcome) == [0, MANY]
    assert PhoneNumber.objects.count() == sum(sizes().values()) == MANY


def test_a_number_suppressed_during_the_import_is_not_in_the_pool(numbers):
    outcome = []

    with transaction.atomic():
        remember([MOSCOW, TOMSK + 1], Source.PAGE, "b")
        importing = in_thread(attempt, numbers, outcome)
        until_waiting("calls_suppressednumber")
    importing.join()

    assert outcome == [MANY - 2]
    assert not PhoneNumber.objects.filter(pk__in=[MOSCOW, TOMSK + 1]).exists()
    assert sizes() == {"RU-MOW+RU-MOS": 14_999, "RU-TOM": 4_999}
    assert list(Import.objects.values_list("added", "suppressed")) == [(MANY - 2, 2)]


def test_a_race_of_imports_and_suppressions_leaves_no_suppressed_number_live(numbers):
    unwanted, outcome = range(MOSCOW, MOSCOW + 15_000, 300), []

    def suppress_all():
        for number in unwanted:
            suppress(number, Source.PAGE, "b")
            time.sleep(0.01)

    threads = [in_thread(suppress_all), in_thread(attempt, numbers, outcome)]
    for thread in threads:
        thread.join()

    assert not PhoneNumber.objects.filter(pk__in=unwanted, fate__lt=4).exists()
    assert PhoneNumber.objects.count() == sum(sizes().values()) == outcome[0]


def test_who_holds_the_pool_for_long_keeps_the_import_from_ending(numbers, monkeypatch):
    monkeypatch.setattr(replacing, "TRIES", 2)
    outcome = []

    with transaction.atomic():
        assert not PhoneNumber.objects.exists()
        in_thread(attempt, numbers, outcome).join()

    assert outcome == [replacing.IN_USE]
    assert is_untouched()


def test_numbers_that_came_in_meanwhile_are_not_lost(numbers):
    tomsk, outcome = Region.objects.get(code="RU-TOM"), []

    with transaction.atomic():
        PhoneNumber.objects.create(number=TOMSK, region=tomsk, ticket=3)
        importing = in_thread(attempt, numbers, outcome)
        until_waiting("calls_phonenumber")
    importing.join()

    assert outcome == [replacing.NOT_EMPTY]
    assert PhoneNumber.objects.get().ticket == 3
    assert import_pool(numbers).added == MANY - 1


def test_visitors_go_on_while_the_pool_is_replaced(numbers):
    day = {"opens": datetime.time(0), "weekend_opens": datetime.time(0)}
    Rules.objects.update(**day, closes=datetime.time(23, 59))
    callers, wrong, is_over = [make_caller() for _ in range(4)], [], []

    def visit(caller):
        while not is_over:
            try:
                drawn = pool.draw(caller)
                list(Draw.objects.filter(pk=drawn.pk).select_related("number__region"))
            except pool.NotNow:
                list(caller.draws.select_related("number__region"))
            except Exception as error:
                wrong.append(error)

    threads = [in_thread(visit, caller) for caller in callers]
    added = import_pool(numbers).added
    is_over.append(True)
    for thread in threads:
        thread.join()

    assert (added, wrong) == (MANY, [])


def test_forgotten_draws_of_an_emptied_pool_stay(numbers):
    make_number()
    drawn = pool.draw(make_caller())
    Draw.objects.update(
        number=None, closed_at=Now(), expires_at=None, found_fate=None, found_rest=None
    )
    PhoneNumber.objects.all().delete()

    assert import_pool(numbers).added == MANY
    assert Draw.objects.get() == drawn
