"""What a person sees of a start: each step, its time, and a bar where it takes long."""

import contextlib
import re
import sys
import time
from pathlib import Path

from callrussia.local.errors import LocalError

WIDTH = 30
# No bar for what is over before it is seen.
SHORT = 2


@contextlib.contextmanager
def step(title: str):
    """Print the step with its time when it is done; yields a function that shows a part of it."""
    begun, terminal = time.monotonic(), sys.stdout.isatty()

    def show(part: float):
        elapsed = time.monotonic() - begun
        if terminal and elapsed > SHORT:
            bar = "█" * round(WIDTH * part)
            print(f"\r  {title:<28}{elapsed:6.1f} s  {bar:·<{WIDTH}}", end="", flush=True)

    if terminal:
        print(f"  {title} …", end="", flush=True)
    yield show
    line = f"  {title:<28}{time.monotonic() - begun:6.1f} s"
    print(f"\r{line:<{WIDTH + 42}}" if terminal else line, flush=True)


def expecting(show, expected: float):
    """A function of seconds that shows their part in what is expected, and never all of it."""
    return lambda seconds: show(min(0.95, seconds / expected))


def follow(child, log: Path, show, expected: float):
    """Wait for a command, showing how far it is; its last words if it fails."""
    begun, guess = time.monotonic(), expecting(show, expected)
    while child.process.poll() is None:
        if part := said_part(log):
            show(part)
        else:
            guess(time.monotonic() - begun)
        time.sleep(0.1)
    if child.process.returncode:
        last = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
        raise LocalError(f"{child.name}: failed. The end of {log}:\n{last}")


def said_part(log: Path) -> float | None:
    """How far the command says it is: its last "so many of so many"."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 400))
        said = file.read().decode(errors="replace").replace(",", "")
    counts = re.findall(r"(\d+)(?: of |/)(\d+)", said)
    if not counts or not int(counts[-1][1]):
        return None
    return min(1, int(counts[-1][0]) / int(counts[-1][1]))
