"""When the guidelines' work runs by itself."""

from celery import shared_task

from guidelines import library, notes


@shared_task(time_limit=60)
def publish_due():
    """Scheduled every minute in settings. A missed run only delays what was planned."""
    library.publish_due()


@shared_task(time_limit=60)
def show_notes():
    """Scheduled once a day. A missed run only lets notes wait for longer."""
    notes.show_waiting()


@shared_task(time_limit=60)
def stir_notes():
    """Scheduled every minute. A missed run is made up for by the next."""
    notes.stir()
