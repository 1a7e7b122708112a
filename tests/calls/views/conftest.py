"""Volunteers who are signed in, with a number at hand."""

# Imported late: pytest loads this file before Django has its settings.
from importlib import import_module

import pytest


def factories():
    return import_module("tests.factories")


@pytest.fixture
def volunteer(db):
    return factories().make_caller()


@pytest.fixture
def caller(client, volunteer):
    """A client signed in as `volunteer`."""
    client.force_login(volunteer)
    return client


@pytest.fixture
def number(db):
    # Last by its ticket: wherever a draw begins to look, it finds this one at the first try.
    return factories().make_number(number=79461234567, ticket=32767)


@pytest.fixture
def drawn(number, volunteer):
    """The draw that lends `number` to `volunteer`."""
    return import_module("calls.pool").draw(volunteer)


@pytest.fixture
def address(drawn):
    """The address of the draw's page, by language."""
    return {language: f"/{language}/call/draws/{drawn.pk}/" for language in ("en", "ru")}


@pytest.fixture
def rehearsal(db):
    """The live edition, which has a short rehearsal."""
    return import_module("tests.guidelines.texts").publish_rehearsal()


@pytest.fixture
def newcomer(rehearsal, client):
    """A volunteer who has read, not rehearsed and never reported, signed in."""
    volunteer = factories().make_caller(rehearsed="")
    client.force_login(volunteer)
    return volunteer


@pytest.fixture
def no_rehearsal(db):
    """The live edition, which has none."""
    texts = import_module("tests.guidelines.texts")
    texts.Turn.objects.all().delete()
    return texts.publish()
