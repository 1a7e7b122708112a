"""Imports a list of numbers into the pool."""

from django.core.management.base import BaseCommand, CommandError

from calls.files import Refused
from calls.intake import import_pool
from calls.management.progress import Progress


class Command(BaseCommand):
    help = (
        "Add the numbers of a list to the pool: one a line in any common spelling, or a column "
        "of a CSV file. Plain or .gz, UTF-8. Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--column", help="name of the column; the file is then read as CSV")

    def handle(self, file, column, **options):
        try:
            with Progress(self.stderr) as progress:
                intake = import_pool(file, column, progress=progress)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.show(intake, progress.seconds)

    def show(self, intake, seconds):
        self.stdout.write(f"{'read':<48}{intake.read:>13,} in {seconds:,.1f} s")
        self.line("added", intake.added)
        self.line("already there", intake.known)
        self.line("suppressed", intake.suppressed)
        for reason, count in intake.excluded.most_common():
            self.line(f"excluded: {reason.label}", count)
        self.line("in no range", intake.no_range)
        self.line("invalid", intake.invalid)
        for line, reason in intake.bad:
            self.stdout.write(f"line {line:,}: {reason}")

    def line(self, what, count):
        self.stdout.write(f"{what:<48}{count:>13,}")
