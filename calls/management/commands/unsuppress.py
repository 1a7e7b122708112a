"""Undoes a flood on the do-not-call list."""

from django.core.management.base import BaseCommand, CommandError

from calls import pool
from calls.management.progress import Progress


class Command(BaseCommand):
    help = (
        "Take the numbers of one batch off the do-not-call list, as the admin names it, once it "
        "has proved a flood. What was asked of a volunteer or a moderator is never among them. "
        "Safe to run again, and after it was killed."
    )

    def add_arguments(self, parser):
        parser.add_argument("batch")
        parser.add_argument("--yes", action="store_true", help="without asking before")

    def handle(self, batch, yes, **options):
        count = pool.undoable(batch).count()
        if not count:
            raise CommandError("There is no such batch, or nothing in it that may be undone.")
        if not yes and input(f"{count:,} numbers may be called again. Type “undo”: ") != "undo":
            raise CommandError("Nothing was changed.")
        with Progress(self.stderr) as progress:
            undone = pool.unsuppress(batch, progress)
        self.stdout.write(f"undone: {undone:,} in {progress.seconds:,.1f} s")
