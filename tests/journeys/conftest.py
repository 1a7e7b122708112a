"""People with phones of 360 px."""

import pytest
from django.core.cache import cache

from tests.journeys.person import PHONE, Person


@pytest.fixture
def person(browser, live_server):
    """Makes somebody who reads `language`, in a browser with or without script."""
    # Nothing of other tests counts against the limits.
    cache.clear()
    contexts = []

    def made(language, has_script=True):
        contexts.append(browser.new_context(java_script_enabled=has_script, viewport=PHONE))
        return Person(contexts[-1], live_server.url, language)

    yield made
    for context in contexts:
        context.close()
