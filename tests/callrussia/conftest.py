"""A folder for local servers of a test's own."""

import os
import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path_factory):
    """A folder that the servers' own user can reach, which pytest's are not."""
    base = Path("/tmp", f"callrussia-{os.getpid()}-{tmp_path_factory.mktemp('n').name}")
    yield base
    subprocess.run(["rm", "-rf", base], check=True)
