"""Finds the Chromium of the tests; run by itself, it says by its exit code whether there is one."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_browser() -> str | None:
    """The path of a Chromium: one on PATH, or one that Playwright downloaded."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    downloads = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "~/.cache/ms-playwright")
    for found in sorted(downloads.expanduser().glob("chromium*/*/*")):
        if found.name in ("chrome", "headless_shell", "chrome-headless-shell"):
            return str(found)
    return None


if __name__ == "__main__":
    sys.exit(find_browser() is None)
