"""Loads the numbering registry."""

import time
from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from calls import registry
from calls.files import Refused
from calls.models import Exclusion, Region

# Seconds between two lines on how far it is.
EVERY = 2.0
DONE = {
    "finished": "finished: excluded now",
    "kept": "finished: in no range, deleted by a later load",
    "dropped": "deleted: in no range",
    "moved": "moved to another region",
    "withdrawn": "not lent as ringing nobody any more: in a range",
    "closed": "taken back from whoever held them",
}


class Command(BaseCommand):
    help = (
        "Load the numbering registry (DEF-9xx.csv of opendata.digital.gov.ru, any year's layout) "
        "in place of the one before, and bring the pool in line with it. Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the registry, plain or .gz")
        parser.add_argument(
            "--dry-run", action="store_true", help="only show what would change; write nothing"
        )
        parser.add_argument(
            "--anyway", action="store_true", help="even if a tenth of the numbers would be lost"
        )

    def handle(self, file, dry_run, anyway, **options):
        self.shown = time.monotonic()
        try:
            loaded = (
                registry.preview(file)
                if dry_run
                else registry.load(file, anyway, progress=self.progress)
            )
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.show_sums(loaded.sums)
        if not loaded.is_first:
            self.show_changes(loaded.changes)
        done = {words: loaded.done[what] for what, words in DONE.items() if loaded.done[what]}
        if done or not loaded.is_first:
            self.stdout.write("in the pool, if it were loaded:" if dry_run else "in the pool:")
            self.lines(done)
        if dry_run and loaded.warning:
            self.stdout.write(loaded.warning)

    def progress(self, done):
        """Called after each batch of corrections."""
        if time.monotonic() - self.shown >= EVERY:
            self.shown = time.monotonic()
            # On stderr, which is not red here: nothing is wrong.
            self.stderr.write(f"{done['looked_at']:,} numbers looked at", style_func=str)

    def show_sums(self, sums):
        self.line("in all", sums.numbers.total(), sums.ranges.total())
        self.line("may be called", sums.numbers[""], sums.ranges[""])
        for reason in Exclusion:
            if sums.ranges[reason]:
                self.line(f"excluded: {reason.label}", sums.numbers[reason], sums.ranges[reason])
        for territory, ranges in sums.unplaced.most_common():
            self.stdout.write(f"no known region: «{territory}», ranges: {ranges:,}")

    def show_changes(self, changes):
        regions = {region.pk: region.name for region in Region.objects.all()}
        told = Counter()
        for (was, now), numbers in changes.items():
            if was != now:
                told[in_words(was, now, regions)] += numbers
        self.stdout.write("since the last load:")
        self.lines(dict(told.most_common()))

    def lines(self, counts):
        for what, count in counts.items():
            self.line(what, count)
        if not counts:
            self.stdout.write("nothing")

    def line(self, what, numbers, ranges=None):
        ranges = "" if ranges is None else f"{ranges:,} ranges"
        self.stdout.write(f"{what:<64}{ranges:>16} {numbers:>13,} numbers")


def in_words(was, now, regions):
    """How a number went from one entry of the registry to another."""
    if now is None:
        return "gone"
    if isinstance(now, Exclusion):
        if isinstance(was, Exclusion):
            return "excluded for another reason"
        return f"{'excluded now' if was else 'new, excluded'}: {now.label}"
    if was is None:
        return "new"
    if isinstance(was, Exclusion):
        return "excluded no longer (what was finished stays so)"
    return f"moved: {regions[was]} → {regions[now]}"
