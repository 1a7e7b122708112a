"""Volunteers with phones of 360 px, and psychologists at desks."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.guidelines.conftest import make_psychologist
from tests.journeys.person import PHONE, Person
from tests.journeys.psychologist import DESK, Psychologist


@pytest.fixture
def device(browser):
    """Makes browsers with or without script, each of which remembers for itself."""
    made = []

    def make(has_script, viewport):
        made.append(browser.new_context(java_script_enabled=has_script, viewport=viewport))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def person(device, live_server):
    """Makes somebody who reads `language`, in a browser with or without script."""
    # Nothing of other tests counts against the limits.
    cache.clear()

    def made(language, has_script=True):
        return Person(device(has_script, PHONE), live_server.url, language)

    return made


@pytest.fixture
def psychologist(device, live_server):
    """Makes a psychologist, signed in, whose admin speaks `language`."""

    def made(language, has_script=True):
        somebody = Psychologist(device(has_script, DESK), live_server.url, language)
        somebody.sign_in(Client(), make_psychologist(language=language))
        return somebody

    return made
