"""What the site tidies up by itself."""

from celery import shared_task

from callrussia import retention


@shared_task(time_limit=290)
def remove(job):
    """Scheduled for each job that comes nightly. A missed night is made up for."""
    retention.run(job)
