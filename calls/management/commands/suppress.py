"""Puts the numbers of a mailbox on the do-not-call list."""

from django.core.management.base import BaseCommand, CommandError

from calls import pool
from calls.files import DAMAGE, Refused, open_source
from calls.intake.reading import in_lines
from calls.intake.spelling import NONE
from calls.models import SuppressedNumber

LONGEST = SuppressedNumber._meta.get_field("batch").max_length


class Command(BaseCommand):
    help = (
        "Suppress the numbers of people who wrote to OBJECT_EMAIL: one a line, in any common "
        "spelling. A line that is none is told by its number, and the rest goes on."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="“-” reads what another program hands over")
        parser.add_argument(
            "--batch",
            required=True,
            help=f"under what they can be found together: a day, at most {LONGEST} letters",
        )

    def handle(self, file, batch, **options):
        if not 0 < len(batch.strip()) <= LONGEST:
            raise CommandError(f"--batch must have 1 to {LONGEST} letters.")
        suppressed, bad = 0, []
        try:
            with open_source(file) as source:
                for numbers, lines in in_lines(source):
                    for number, line in zip(numbers.tolist(), lines.tolist(), strict=True):
                        if number == NONE:
                            bad.append(line)
                            continue
                        pool.suppress(number, SuppressedNumber.Source.MAIL, batch.strip())
                        suppressed += 1
        except Refused as refused:
            raise CommandError(str(refused)) from None
        except DAMAGE:
            raise CommandError(f"{file} is damaged.") from None
        self.stdout.write(f"suppressed: {suppressed:,}")
        for line in bad:
            self.stdout.write(f"line {line:,}: not a Russian mobile number")
        if bad:
            raise CommandError(f"{len(bad):,} lines were no numbers; all others are suppressed.")
