import os
import subprocess
import sys

import pytest

from callrussia.local import servers

WEB = ["-c", "import callrussia.wsgi"]
WORKER = ["-m", "celery", "-A", "callrussia", "worker", "--concurrency", "1"]


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """The environment of a site whose suppressed numbers are hashed with a key of its own."""
    with servers(tmp_path_factory.mktemp("start"), safe=False) as found:
        environment = os.environ | found | {"SUPPRESSION_KEY": "k" * 40, "DEBUG": "1"}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
        yield environment


def start(words, environment):
    return subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("words", [WEB, WORKER], ids=["web", "worker"])
def test_another_suppression_key_stops_the_start(migrated, words):
    started = start(words, migrated | {"SUPPRESSION_KEY": "o" * 40})

    assert started.returncode != 0
    assert "calls.E001" in started.stderr


def test_with_its_own_key_the_site_starts(migrated):
    started = start(WEB, migrated)

    assert (started.returncode, started.stderr) == (0, "")
