"""Proves that the pool is sound."""

from functools import partial

from django.core.management.base import BaseCommand, CommandError

from calls import checking
from calls.management.progress import Progress


class Command(BaseCommand):
    help = (
        "Prove the invariants of the pool in one snapshot, beside live traffic. Changes nothing "
        "unless told to --mend what has one right answer. Exits with 1 while anything is broken."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--mend", action="store_true", help="repair what has one right answer alone"
        )

    def handle(self, mend, **options):
        with Progress(self.stderr) as progress:
            findings = checking.check(partial(progress, "checking"))
            if mend:
                self.mend(findings)
        for finding in findings:
            self.show(finding)
        self.stdout.write(f"{len(findings)} promises were looked at in {progress.seconds:,.1f} s.")
        if broken := sum(finding.is_broken for finding in findings):
            raise CommandError(f"{broken} of them are broken.")

    def mend(self, findings):
        try:
            checking.mend(findings)
        except checking.Refused as refused:
            self.stderr.write(str(refused))

    def show(self, finding):
        if not finding.count:
            self.stdout.write(f"{'ok':<8}{finding.promise}")
            return
        is_left = finding.count > finding.mended
        word = "late" if finding.is_late else "broken"
        word = word if is_left else "mended"
        self.stdout.write(f"{word:<8}{finding.promise} Not so: {finding.count:,}.")
        if finding.examples:
            self.stdout.write(f"{'':<8}{', '.join(finding.examples)}")
        if finding.mended:
            self.stdout.write(f"{'':<8}Mended: {finding.mended:,}.")
        if is_left:
            self.stdout.write(f"{'':<8}{finding.advice}")
