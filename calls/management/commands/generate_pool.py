"""Makes numbers from the registry's ranges."""

import secrets

from django.core.management.base import BaseCommand, CommandError

from calls.files import Refused
from calls.intake import generate
from calls.management.progress import Progress


class Command(BaseCommand):
    help = (
        "Add numbers to the pool that the registry says exist, spread evenly over all ranges "
        "that may be called. Those that are there are skipped."
    )

    def add_arguments(self, parser):
        parser.add_argument("count", type=int, help="how many to add")
        parser.add_argument("--seed", type=int, help="the same seed makes the same numbers")

    def handle(self, count, seed, **options):
        if count < 1:
            raise CommandError("The count must be at least 1.")
        seed = secrets.randbelow(1 << 32) if seed is None else seed
        try:
            with Progress(self.stderr) as progress:
                intake = generate(count, seed, progress=progress)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(
            f"{intake.added:,} added in {progress.seconds:,.1f} s (seed {seed}), "
            f"{intake.suppressed:,} suppressed left out."
        )
        if intake.added < count:
            self.stdout.write("All numbers that may be called are in the pool now.")
