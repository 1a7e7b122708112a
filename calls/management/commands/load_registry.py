"""Loads the numbering registry."""

from django.core.management.base import BaseCommand, CommandError

from calls import registry
from calls.files import Refused
from calls.models import Exclusion


class Command(BaseCommand):
    help = (
        "Load the numbering registry (DEF-9xx.csv of opendata.digital.gov.ru, any year's layout) "
        "in place of the one before."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the registry, plain or .gz")

    def handle(self, file, **options):
        try:
            sums = registry.load(file)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.line("in all", sums.ranges.total(), sums.numbers.total())
        self.line("may be called", sums.ranges[""], sums.numbers[""])
        for reason in Exclusion:
            if sums.ranges[reason]:
                self.line(f"excluded: {reason.label}", sums.ranges[reason], sums.numbers[reason])
        for territory, ranges in sums.unplaced.most_common():
            self.stdout.write(f"no known region: «{territory}», ranges: {ranges:,}")

    def line(self, what, ranges, numbers):
        self.stdout.write(f"{what:<48}{ranges:>9,} ranges {numbers:>13,} numbers")
