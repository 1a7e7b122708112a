"""A folder for local servers of a test's own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.callrussia.processes import free_port


@pytest.fixture
def folder(tmp_path_factory):
    """A folder that the servers' own user can reach, which pytest's are not."""
    base = Path("/tmp", f"callrussia-{os.getpid()}-{tmp_path_factory.mktemp('n').name}")
    yield base
    subprocess.run(["rm", "-rf", base], check=True)


@pytest.fixture
def demo(folder):
    """A function that starts the demo and returns it with what it printed until it was ready."""
    port = str(free_port())
    words = ["-m", "callrussia.local", "--size", "3000", "--port", port, "--folder", folder]
    started = []

    def start():
        process = subprocess.Popen(
            [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        started.append(process)
        printed = []
        for line in process.stdout:
            printed.append(line)
            if line.startswith("Ctrl-C"):
                break
        return process, "".join(printed), port

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()
