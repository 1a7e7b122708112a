"""Names numbers that ring nobody."""

from django.core.management.base import BaseCommand, CommandError

from calls import canaries
from calls.files import Refused


class Command(BaseCommand):
    help = (
        "Add numbers that ring nobody, one a line: lent now and then, they show who reports calls "
        "that were never made. Gaps of the registry, or lines that are ours. Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the list; it is not needed any more afterwards")
        parser.add_argument(
            "--own-line",
            action="store_true",
            help="they are lines of our own, which may lie in ranges that are called",
        )

    def handle(self, file, own_line, **options):
        try:
            added = canaries.add(canaries.read(file), own_line)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{added:,} numbers that ring nobody were added.")
