"""Removes what is due, or tells what would go."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import capfirst

from callrussia import retention


class Command(BaseCommand):
    help = "Remove what is due by the rules of retention (docs/retention.md), or tell what is."

    def add_arguments(self, parser):
        parser.add_argument("jobs", nargs="*", metavar="JOB", help=f"{', '.join(retention.JOBS)}")
        parser.add_argument("--dry-run", action="store_true", help="tell, and change nothing")

    def handle(self, jobs, dry_run, **options):
        if unknown := [name for name in jobs if name not in retention.JOBS]:
            known = ", ".join(retention.JOBS)
            raise CommandError(f"There is no job {unknown[0]!r}. JOB is one of: {known}.")
        for name in jobs or retention.JOBS:
            job = retention.JOBS[name]
            found = retention.due(job) if dry_run else retention.run(name)
            self.stdout.write(f"{said(found):>16}  {name}: {capfirst(job.title)}. {job.rule}")


def said(count):
    """Few are not told apart from none, here neither: terminals are written along."""
    if count < retention.CROWD:
        return f"fewer than {retention.CROWD}"
    return f"{count:,}" if count <= retention.MOST else f"over {retention.MOST:,}"
