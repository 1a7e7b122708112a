import pytest
from django.core.checks import run_checks

from calls import pool
from calls.models import Fate, PhoneNumber, SuppressedNumber
from calls.pool.suppression import hash_of
from tests.factories import make_caller, make_number

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
