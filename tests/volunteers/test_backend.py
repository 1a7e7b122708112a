"""Who a session belongs to."""

import pytest

from tests.factories import make_volunteer
from volunteers import membership
from volunteers.backend import Backend
from volunteers.models import Standing

pytestmark = pytest.mark.django_db


def test_an_account_is_found_by_its_id_in_one_query(django_assert_num_queries):
    volunteer = make_volunteer()

    with django_assert_num_queries(1):
        found = Backend().get_user(volunteer.pk)

    assert (found, found.pseudonym, found.is_active) == (volunteer, volunteer.pseudonym, True)


def test_neither_a_suspended_nor_an_erased_account_is_found():
    suspended, erased = make_volunteer(), make_volunteer()
    membership.suspend(suspended, Standing.PAUSED, by=make_volunteer(is_superuser=True))
    gone = erased.pk
    membership.erase(erased)

    assert [Backend().get_user(pk) for pk in (suspended.pk, gone)] == [None, None]
