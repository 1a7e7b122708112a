"""When things happen by themselves."""

from celery import shared_task

from callrussia import retention
from calls import care, pool, review


@shared_task(time_limit=60)
def reclaim():
    """Scheduled every minute in settings. A missed run only delays tidying."""
    while pool.reclaim():
        pass


@shared_task(time_limit=290)
def forget():
    """Scheduled every five minutes. A missed run is caught up by the next."""
    # First, since forgetting would do it along the way, and nobody would learn how many.
    retention.run("unreported")
    retention.run("forget")


@shared_task(time_limit=600)
def settle():
    """Scheduled nightly. A missed night is caught up by the next."""
    retention.run("caller keys")
    retention.run("settle")
    care.tidy()


@shared_task(time_limit=60)
def stir_counts():
    """Scheduled every minute. A missed run is made up for by the next."""
    care.stir()


@shared_task(time_limit=600)
def raise_reviews():
    """Scheduled nightly, after `settle`. A missed night is caught up by the next."""
    retention.run("reviews")
    review.raise_reviews()
