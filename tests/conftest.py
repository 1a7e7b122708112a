"""Real servers for the whole run, and a real browser for the journeys."""

import contextlib
import os
import re
import tempfile
from importlib import import_module
from pathlib import Path

import django
import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from tests.browser import find_browser
from tests.russian import witnessed

SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "callrussia.settings",
    # Own secrets by default, no https, plain static files; Django's tests switch DEBUG off again.
    "DEBUG": "1",
    # One for each of the 32 clients of the largest test.
    "DATABASE_POOL": "40",
    # Playwright runs an event loop in the thread of the tests.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}
# Without a sandbox, since it can't be had as root; and quiet: no request but the tests' own.
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
started = contextlib.ExitStack()


def pytest_configure(config):
    """Prepare what the settings need, before pytest-django loads them."""
    config.addinivalue_line("markers", "browser: needs a browser (set by its fixtures)")
    config.addinivalue_line("markers", "second_factor: nobody has shown one before the test does")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker:
        start_servers()
    if getattr(config.option, "numprocesses", None):
        # This process only hands tests out. Its workers load Django after their own call of this.
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
        return
    for name in ("CACHE_URL", "BROKER_URL"):
        os.environ[name] = own_database(os.environ.get(name) or os.environ["REDIS_URL"], worker)
    os.environ.update(SETTINGS)
    # pytest-django looked for settings before they could be read.
    django.setup()


def pytest_unconfigure(config):
    started.close()


def start_servers():
    """Start PostgreSQL and Valkey in a folder that dies with them, unless some are given."""
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return
    from callrussia.local import servers

    folder = started.enter_context(tempfile.TemporaryDirectory(prefix="callrussia-"))
    os.environ.update(started.enter_context(servers(Path(folder), safe=False)))


def own_database(url, worker):
    """The address with a database number for this worker: one's `flushdb` is not the other's."""
    if not worker:
        return url
    return re.sub(r"(?<=[/=])\d+$", lambda found: str(int(found[0]) + 2 + 2 * int(worker[2:])), url)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Put the tests that commit what they write behind all others, and look for a browser.

    They empty the tables when they are done; each is given the rows that migrations made, but those
    that roll back are not. (pytest puts tests with a browser where it likes, after pytest-django.)
    """
    items.sort(key=commits)
    without = find_browser() is None and os.environ.get("CI") != "true"
    for item in items:
        if commits(item):
            kept = pytest.mark.django_db(transaction=True, serialized_rollback=True)
            item.add_marker(kept, append=False)
        if "browser" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
            if without:
                item.add_marker(pytest.mark.skip(reason=f"{item.name}: there is no Chromium here"))


def commits(item):
    """Whether the test writes for others to see."""
    mark = item.get_closest_marker("django_db")
    return "live_server" in item.fixturenames or bool(mark and mark.kwargs.get("transaction"))


@pytest.fixture(autouse=True)
def _in_english():
    """Begin in the language of the code: the last test's page left its own behind."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Begin without what the last test left in the cache, and in this process."""
    cache.clear()
    # Imported late: pytest loads this file before Django has its settings.
    import_module("calls.outlook").forget()
    import_module("callrussia.events").forget()
    import_module("callrussia.buckets").forget()
    import_module("guidelines.library").edition.cache_clear()
    import_module("guidelines.booklet").pdf.cache_clear()
    import_module("guidelines.templatetags.guidelines").hard_sentences_in.cache_clear()


@pytest.fixture(autouse=True)
def _factor_shown(request):
    """Whoever is signed in by force has shown a second factor as well, as if by that force.

    Not where a test is about just that: it is marked `second_factor`.
    """
    if request.node.get_closest_marker("second_factor"):
        yield
        return

    def show(request, **kwargs):
        import_module("volunteers.second_factor").show(request)

    signal = import_module("django.contrib.auth.signals").user_logged_in
    signal.connect(show)
    yield
    signal.disconnect(show)


@pytest.fixture(autouse=True)
def untranslated():
    """What is asked for in Russian and has none: it fails the test, unless the test clears it."""
    with witnessed() as found:
        yield found
    assert found == set()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Chromium, wherever it was found."""
    return browser_type_launch_args | {
        "executable_path": find_browser(),
        "args": BROWSER_ARGUMENTS,
        "headless": True,
    }


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let every connection bring back the rows that migrations made, with facts that are in date.

    Once Playwright runs its event loop, the tests get connections of their own, which know nothing
    of what was kept on the first one: `serialized_rollback` would then silently do nothing.
    """
    with django_db_blocker.unblock():
        import_module("tests.guidelines.texts").renew_facts()
        # Nobody waits between two draws, except where that is the matter.
        import_module("tests.factories").allow(30)
        # Nothing is kept where no chosen test asks for it.
        kept = getattr(connection, "_test_serialized_contents", None)
        kept = kept and connection.creation.serialize_db_to_string()
    connection._test_serialized_contents = type(connection.copy())._test_serialized_contents = kept
