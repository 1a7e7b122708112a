"""The Celery app: work outside of requests."""

import os

from celery import Celery
from celery.signals import setup_logging, worker_init
from django.core.management.base import BaseCommand, SystemCheckError
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "callrussia.settings")

app = Celery("callrussia")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def as_the_web(**_):
    """Let workers and beat write their log as the settings say: whoever listens here decides."""


@worker_init.connect
def check(**_):
    """Refuse to start where the web would, say with another suppression key than the hashes'."""
    try:
        BaseCommand().check(databases=["default"])
    except SystemCheckError as problems:
        # Any other exception of a signal's receiver is only logged.
        raise SystemExit(str(problems)) from None
    # The processes that are forked from here need connections of their own.
    connection.close()
    connection.close_pool()
