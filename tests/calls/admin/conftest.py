"""Those who enter the admin, signed in."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from tests.factories import make_volunteer


def signed_in(group, *rights):
    person = make_volunteer(is_staff=True)
    person.groups.add(Group.objects.get(name=group))
    person.user_permissions.add(*Permission.objects.filter(codename__in=rights))
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
