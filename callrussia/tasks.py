"""What the site tidies up by itself."""

from celery import shared_task
from django.core.management import call_command

from callrussia import events


@shared_task(time_limit=290)
def clear_sessions():
    """Scheduled nightly: a session that has ended leaves no row behind."""
    call_command("clearsessions")


@shared_task(ignore_result=True, time_limit=60)
def purge_events():
    """Scheduled nightly. A missed run only keeps counts a day longer."""
    events.purge()
