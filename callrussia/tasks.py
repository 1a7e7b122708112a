"""What the site tidies up by itself."""

from celery import shared_task
from django.core.management import call_command


@shared_task(time_limit=290)
def clear_sessions():
    """Scheduled nightly: a session that has ended leaves no row behind."""
    call_command("clearsessions")
