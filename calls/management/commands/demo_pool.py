"""Fills a demo's pool."""

from django.core.management.base import BaseCommand, CommandError

from calls.files import Refused
from calls.intake import fill_demo
from calls.intake.demo import name_canaries
from calls.management.progress import Progress


class Command(BaseCommand):
    help = "Bring a demo's pool to a size, over the codes 945 to 948, which ring nobody."

    def add_arguments(self, parser):
        parser.add_argument("--size", type=int, default=100_000, help="default: 100000")

    def handle(self, size, **options):
        try:
            with Progress(self.stderr) as progress:
                intake = fill_demo(size, progress=progress)
            name_canaries()
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{intake.added:,} demo numbers added in {progress.seconds:,.1f} s.")
