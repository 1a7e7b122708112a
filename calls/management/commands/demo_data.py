"""Fills a demo with people and calls."""

from django.core.management.base import BaseCommand, CommandError

from calls import demo, figures
from calls.demo.people import ROLES
from calls.files import Refused


class Command(BaseCommand):
    help = "Invent a demo's people, four weeks of their calls, and a sign-in for each role."

    def add_arguments(self, parser):
        parser.add_argument("--volunteers", type=int, default=300, help="default: 300")

    def handle(self, volunteers, **options):
        try:
            demo.fill(volunteers)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        made = figures.public()
        self.stdout.write(
            f"  {made['calls']:,} invented calls from {made['countries']} countries.\n\n"
            "  Sign in with one of these addresses; the code comes to the page of mails:"
        )
        for email, _group, _has_read, who in ROLES:
            self.stdout.write(f"    {email:<26}{who}")
