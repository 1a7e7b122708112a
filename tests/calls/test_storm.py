"""The invariants under concurrency, and four mutants that must not survive them."""

import contextlib
import datetime

import pytest
from django.db import connection
from django.utils import timezone

from calls.models import Draw
from calls.models.draws import DrawQuerySet
from calls.pool import drawing, reporting
from tests.calls.storm import Storm
from tests.factories import allow, make_number, make_region

pytestmark = pytest.mark.django_db(transaction=True)


INVARIANTS = (
    "reports counted as",
    "became less strict",
    "rows gone or made",
    "held by two",
    "holding two",
    "finished, yet in an open draw",
)


def brew(numbers=1000, **terms):
    allow(30000)
    region = make_region()
    for n in range(numbers):
        make_number(region, number=79460000000 + n)
    return Storm(**terms)


HAPPENED = [
    "drawn",
    "report:True",
    "report:False",
    "amend:True",
    "amend:False",
    "extended",
    "released",
    "unreleased",
    "reclaimed",
    "forgotten",
    "settled",
    "suppressed",
    "banned",
    "erased",
    "looks",
]


def test_the_invariants_hold_in_a_storm():
    storm = brew(wanted=HAPPENED)

    assert storm.rage() == []

    assert [act for act in HAPPENED if not storm.done[act]] == []


@contextlib.contextmanager
def without_asking_whether_it_is_open(monkeypatch):
    """A report that does not ask whether one stands already."""
    lock = reporting._lock

    def forgetful(drawn):
        number, current = lock(drawn)
        current.version = 0
        return number, current

    monkeypatch.setattr(reporting, "_lock", forgetful)
    yield


@contextlib.contextmanager
def without_looking_for_the_holder(monkeypatch):
    """A report that sets the number by its id, whatever has become of it and whoever holds it."""
    write = reporting._write

    def blind(number, current, *args, **times):
        number.fate, number.rest = current.found_fate, current.found_rest
        write(number, current, *args, **times)

    monkeypatch.setattr(reporting, "_write", blind)
    monkeypatch.setattr(reporting, "_is_claimed", lambda number, current: False)
    yield


@contextlib.contextmanager
def by_the_applications_clock(monkeypatch):
    """Expiry by a clock of the application's that is an hour fast."""

    def expired(self):
        fast = timezone.now() + datetime.timedelta(hours=1)
        return self.open().filter(expires_at__lte=fast)

    monkeypatch.setattr(DrawQuerySet, "expired", expired)
    monkeypatch.setattr(Draw.objects, "expired", lambda: expired(Draw.objects.all()))
    yield


@contextlib.contextmanager
def without_lock_and_constraint(monkeypatch):
    """Neither the lock of the row nor the two constraints over open draws."""
    monkeypatch.setattr(drawing, "SQL", drawing.SQL.replace("FOR UPDATE SKIP LOCKED", ""))
    constraints = {"draw_one_holder": "number_id", "draw_one_each": "volunteer_id"}
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX " + ", ".join(constraints))
        yield
        Draw.objects.all().delete()
        for name, column in constraints.items():
            cursor.execute(
                f"CREATE UNIQUE INDEX {name} ON calls_draw ({column}) WHERE closed_at IS NULL"
            )


@pytest.mark.parametrize(
    "mutant",
    [
        without_asking_whether_it_is_open,
        without_looking_for_the_holder,
        by_the_applications_clock,
        without_lock_and_constraint,
    ],
)
def test_the_storm_catches(mutant, monkeypatch):
    # It ends with the first thing seen to be wrong.
    storm = brew(100, seconds=40)

    with mutant(monkeypatch):
        wrong = storm.rage()

    # Whichever of them it breaks first; an act that merely fails is no catch.
    assert [sentence for sentence in wrong if sentence.startswith(INVARIANTS)] != []
