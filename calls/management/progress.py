"""Shows how far an intake is, and how fast."""

import time

from django.core.management.base import OutputWrapper

from calls.intake import Intake

# Seconds between two lines.
EVERY = 2.0


class Progress:
    """On a terminal one line that renews itself, elsewhere a line each time."""

    def __init__(self, out: OutputWrapper):
        self.out = out
        self.began = self.shown = time.monotonic()
        self.is_open = False

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.is_open:
            self.out.write("")

    def __call__(self, intake: Intake):
        """Called after each batch; shows something every two seconds at most."""
        now = time.monotonic()
        if now - self.shown < EVERY:
            return
        self.shown = now
        rate = intake.read / (now - self.began)
        done = f"{intake.read:,} read, {intake.added:,}"
        if intake.wanted:
            done = f"{intake.added:,} of {intake.wanted:,}"
        self.show(f"{done} added, {rate:,.0f} a second")

    def show(self, text):
        self.is_open = self.out.isatty()
        # On stderr, which is not red here: nothing is wrong.
        self.out.write(text.ljust(70), style_func=str, ending="\r" if self.is_open else "\n")
        self.out.flush()

    @property
    def seconds(self):
        return time.monotonic() - self.began
