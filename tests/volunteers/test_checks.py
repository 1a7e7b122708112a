"""A changed key stops the start."""

import pytest

from tests.factories import make_volunteer
from volunteers.checks import address_key

pytestmark = pytest.mark.django_db


def test_with_the_key_of_the_addresses_nothing_is_wrong():
    make_volunteer()

    assert address_key(databases=["default"]) == []


def test_another_key_stops_the_start(settings):
    make_volunteer()
    settings.ADDRESS_KEY = "another key of thirty-two letters and more"

    assert [error.id for error in address_key(databases=["default"])] == ["volunteers.E001"]


def test_before_the_first_account_any_key_will_do(settings):
    settings.ADDRESS_KEY = "another key of thirty-two letters and more"

    assert address_key(databases=["default"]) == []
