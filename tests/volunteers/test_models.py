"""What an account holds, and what it must not."""

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import IntegrityError, models, transaction

from tests.factories import make_volunteer
from volunteers.addresses import pseudonym
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


def test_an_account_holds_these_columns_and_no_other():
    columns = {field.name for field in Volunteer._meta.concrete_fields}

    assert columns == {
        "id",
        "password",
        "pseudonym",
        "sealed_address",
        "session_mark",
        "country",
        "time_zone",
        "language",
        "joined_on",
        "code_accepted_on",
        "standing",
        "is_active",
        "is_staff",
        "is_superuser",
        "talks",
        "checks_passed",
        "is_doubted",
        "rehearsed",
        "reports",
        "active_month",
        "warned_on",
    }


def test_an_account_knows_days_but_no_hours():
    kinds = {type(field) for field in Volunteer._meta.concrete_fields}

    assert models.DateField in kinds
    assert kinds & {models.DateTimeField, models.TimeField} == set()


def test_standing_and_being_active_cannot_contradict_each_other():
    volunteer = make_volunteer()

    for wrong in ({"standing": "banned"}, {"is_active": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Volunteer.objects.filter(pk=volunteer.pk).update(**wrong)


@pytest.mark.parametrize("model", [Volunteer, EmailAddress])
def test_the_database_takes_no_address_in_clear(model):
    make_volunteer()
    name = {Volunteer: "pseudonym", EmailAddress: "email"}[model]

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**{name: "anna@example.org"})


def test_one_address_has_one_pseudonym():
    assert make_volunteer(email="Anna@example.org").pseudonym == pseudonym(" anna@EXAMPLE.org ")


def test_the_pseudonym_of_an_address_is_another_under_another_key(settings):
    before = pseudonym("anna@example.org")
    settings.ADDRESS_KEY = "another key of thirty-two letters and more"

    assert pseudonym("anna@example.org") != before


def test_the_name_of_a_volunteer_in_logs_is_not_their_address():
    volunteer = make_volunteer()

    assert str(volunteer) == f"#{volunteer.pk}"


def test_the_first_superuser_is_made_on_the_command_line_without_a_password():
    call_command("createsuperuser", pseudonym="Owner@example.org", interactive=False, verbosity=0)

    owner = Volunteer.objects.get_by_natural_key("OWNER@example.org")
    assert (owner.is_staff, owner.is_superuser, owner.has_usable_password()) == (True, True, False)
