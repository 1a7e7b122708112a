import pytest
from django.core.checks import run_checks

from calls import pool
from calls.models import Fate, Outcome, PhoneNumber, SuppressedNumber
from calls.pool.suppression import hash_of, is_suppressed
from tests.factories import expire, make_caller, make_number, move

pytestmark = pytest.mark.django_db

PAGE = SuppressedNumber.Source.PAGE


def test_a_suppressed_number_is_taken_from_its_holder_and_never_drawn_again():
    number = make_number()
    volunteer = make_caller()
    drawn = pool.draw(volunteer)

    pool.suppress(number.pk, PAGE, "one")
    pool.suppress(number.pk, PAGE, "two")

    drawn.refresh_from_db()
    number.refresh_from_db()
    assert (drawn.ending, number.fate) == ("taken", Fate.SUPPRESSED)
    with pytest.raises(pool.NotNow):
        pool.draw(volunteer)
    kept = SuppressedNumber.objects.get(source=PAGE)
    assert (bytes(kept.hash), kept.batch) == (hash_of(number.pk), "one")


def test_a_number_outside_the_pool_is_kept_as_a_hash_alone():
    pool.suppress(79470000001, PAGE, "one")

    assert SuppressedNumber.objects.filter(pk=hash_of(79470000001)).exists()
    assert not PhoneNumber.objects.exists()


def test_the_hash_needs_the_key(settings):
    mine = hash_of(79470000001)
    settings.SUPPRESSION_KEY = "quite another key, as long as the first one"

    assert hash_of(79470000001) != mine
    assert len(mine) == 16


def test_a_changed_key_stops_the_start(settings):
    assert run_checks(databases=["default"], tags=["database"]) == []

    settings.SUPPRESSION_KEY = "quite another key, as long as the first one"

    assert [e.id for e in run_checks(databases=["default"], tags=["database"])] == ["calls.E001"]


def test_a_number_that_stays_suppressed_gets_its_hash_though_the_report_is_amended():
    number = make_number()
    late = pool.draw(make_caller())
    expire(late)
    asked = pool.draw(make_caller())
    pool.report(asked, Outcome.ASKED)
    pool.report(late, Outcome.NOBODY)

    # Somebody else has spoken since, so that this can make nothing laxer.
    pool.amend(asked, 1, Outcome.NOBODY)
    for drawn in late, asked:
        move(drawn, hours=24)
    pool.forget()

    number.refresh_from_db()
    assert number.fate == Fate.SUPPRESSED
    assert is_suppressed(number.pk)
