"""What bin/demo hands over to once the environment is made."""

import argparse
import signal
import sys
from pathlib import Path

from callrussia.local import LocalError, demo

ROOT = Path(__file__).resolve().parent.parent.parent


def at_least_one(text: str) -> int:
    """A whole number from 1; argparse says which option it was."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def main():
    options = argparse.ArgumentParser(prog="bin/demo", description="Start the whole site.")
    options.add_argument(
        "--size", type=at_least_one, default=100_000, help="numbers in the pool: 100000"
    )
    options.add_argument("--port", type=int, default=8000, help="port on this machine: 8000")
    options.add_argument("--folder", type=Path, default=ROOT / ".local", help="files: .local")
    chosen = options.parse_args()
    for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
        signal.signal(number, stop)
    try:
        demo.run(ROOT, chosen.folder, chosen.size, chosen.port)
    except LocalError as problem:
        sys.exit(f"\n{problem}")


def stop(*_):
    """Leave through every `finally`, once: a second Ctrl-C must not cut the good order short."""
    for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
        signal.signal(number, signal.SIG_IGN)
    sys.exit(0)


if __name__ == "__main__":
    main()
