"""Ends sessions: of one volunteer, or of everybody."""

from django.core.management.base import BaseCommand, CommandError

from volunteers import membership
from volunteers.models import Volunteer


class Command(BaseCommand):
    help = "Sign one volunteer out on all devices, by the id that the admin shows, or everybody."

    def add_arguments(self, parser):
        whom = parser.add_mutually_exclusive_group(required=True)
        whom.add_argument("volunteer", nargs="?", type=int, help="the id, without #")
        whom.add_argument("--all", action="store_true", help="everybody, as after a theft")

    def handle(self, *, volunteer, all, **options):
        if all:
            count = membership.sign_everybody_out()
            self.stdout.write(f"Signed out: {count}.")
            return
        found = Volunteer.objects.filter(pk=volunteer).first()
        if found is None:
            raise CommandError(f"There is no volunteer {volunteer}.")
        membership.sign_out_everywhere(found)
        self.stdout.write("Signed out: 1.")
