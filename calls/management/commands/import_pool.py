"""Imports a list of numbers into the pool."""

from django.core.management.base import BaseCommand, CommandError

from calls.files import Refused
from calls.intake import import_pool
from calls.management.progress import Progress
from calls.models import Origin


class Command(BaseCommand):
    help = (
        "Add the numbers of a list to the pool: one a line in any common spelling, or a column "
        "of a CSV file. Plain, .gz or .zst, UTF-8. Safe to run again, and after it was killed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="“-” reads what another program hands over")
        parser.add_argument(
            "--origin",
            choices=Origin.values,
            required=True,
            help="where the numbers are from: a directory of people's numbers, which are personal "
            "data, as the law page then says; or ranges of the registry",
        )
        parser.add_argument("--column", help="name of the column; the file is then read as CSV")
        parser.add_argument(
            "--rejected",
            metavar="FILE",
            help="a new file for the number of each line that was turned away, and the reason",
        )

    def handle(self, file, origin, column, rejected, **options):
        try:
            with Progress(self.stderr) as progress:
                intake = import_pool(file, origin, column, rejected, progress=progress)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.show(intake, progress.seconds, rejected)

    def show(self, intake, seconds, rejected):
        self.stdout.write(f"{'read':<48}{intake.read:>13,} in {seconds:,.1f} s")
        self.line("added", intake.added)
        self.line("already there", intake.known)
        self.line("repeated in the list", intake.twice)
        self.line("suppressed", intake.suppressed)
        for reason, count in intake.excluded.most_common():
            self.line(f"excluded: {reason.label}", count)
        self.line("in no range", intake.no_range)
        self.line("invalid", intake.invalid)
        for line, reason in [] if rejected else intake.bad:
            self.stdout.write(f"line {line:,}: {reason}")
        if not rejected and intake.turned_away > len(intake.bad):
            more = intake.turned_away - len(intake.bad)
            self.stdout.write(f"and {more:,} lines more: --rejected FILE names them all")

    def line(self, what, count):
        self.stdout.write(f"{what:<48}{count:>13,}")
