"""Shows how far an intake is, how fast, and how long it will take."""

import time

from django.core.management.base import OutputWrapper

# Seconds between two lines.
EVERY = 2.0


class Progress:
    """On a terminal one line that renews itself, elsewhere a line each time."""

    def __init__(self, out: OutputWrapper):
        self.out = out
        self.began = self.shown = self.step_began = time.monotonic()
        self.doing, self.is_open = "", False

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.is_open:
            self.out.write("")

    def __call__(self, doing: str, count: int = 0, whole: int = 0, share: float | None = None):
        """Called often; shows something every two seconds at most.

        `count` is what this step has done, of `whole` if that is known; else `share` (0 to 1) may
        be known of something else.
        """
        now = time.monotonic()
        if doing != self.doing:
            self.doing, self.step_began = doing, now
        if now - self.shown >= EVERY:
            self.shown = now
            share = count / whole if whole else share
            self.show(f"{doing}: {', '.join(words(count, whole, share, now - self.step_began))}")

    def show(self, text):
        self.is_open = self.out.isatty()
        # On stderr, which is not red here: nothing is wrong.
        self.out.write(text.ljust(79), style_func=str, ending="\r" if self.is_open else "\n")
        self.out.flush()

    @property
    def seconds(self):
        return time.monotonic() - self.began


def words(count, whole, share, seconds):
    """What is known of a step after so many `seconds`."""
    if count:
        yield f"{count:,} of {whole:,}" if whole else f"{count:,}"
    if share is not None:
        yield f"{share:.0%}"
    if count and seconds:
        yield f"{count / seconds:,.0f} a second"
    if share:
        left = round(seconds * (1 - share) / share)
        yield f"{left // 60}:{left % 60:02} left"
