"""Psychologists."""

# Imported late: pytest loads this file before Django has its settings.
from importlib import import_module

import pytest


def make_psychologist(**fields):
    auth = import_module("django.contrib.auth.models")
    volunteer = import_module("tests.factories").make_volunteer(is_staff=True, **fields)
    volunteer.groups.add(auth.Group.objects.get(name="psychologists"))
    return volunteer


@pytest.fixture
def psychologist(client):
    """Signed in as one."""
    volunteer = make_psychologist(email="psychologist@example.org")
    client.force_login(volunteer)
    return volunteer


@pytest.fixture
def colleague():
    return make_psychologist(email="colleague@example.org")
