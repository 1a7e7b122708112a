"""Which processes live off a folder; for tests of what a killed run leaves behind."""

import os
import socket
import time
from pathlib import Path


def living_off(folder) -> list[int]:
    """The processes that name the folder in their command or environment, or stand in it."""
    mark, found = os.fsencode(folder), []
    for process in Path("/proc").glob("[0-9]*"):
        if int(process.name) == os.getpid():
            continue
        try:
            state = (process / "stat").read_bytes().rpartition(b")")[2].split()[0]
            traces = [(process / name).read_bytes() for name in ("cmdline", "environ")]
            traces.append(os.fsencode(os.readlink(process / "cwd")))
        except OSError:
            continue
        if state != b"Z" and any(mark in trace for trace in traces):
            found.append(int(process.name))
    return found


def free_port():
    """A port of this machine on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def until(condition, patience=30):
    """Whether the condition comes true in time."""
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
