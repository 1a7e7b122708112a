"""Those who enter the admin, signed in."""

# Imported late: pytest loads this file before Django has its settings.
from importlib import import_module

import pytest
from django.test import Client


def signed_in(group, *rights):
    auth = import_module("django.contrib.auth.models")
    person = import_module("tests.factories").make_volunteer(is_staff=True)
    person.groups.add(auth.Group.objects.get(name=group))
    person.user_permissions.add(*auth.Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(person)
    client.person = person
    return client


@pytest.fixture
def moderator(db):
    return signed_in("moderators")


@pytest.fixture
def unmasker(db):
    """A moderator who may also see whole numbers."""
    return signed_in("moderators", "unmask")


@pytest.fixture
def psychologist(db):
    return signed_in("psychologists")
