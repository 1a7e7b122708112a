"""Wiring and plumbing: what every app stands on and none is named by."""

# Loaded with Django, so that tasks find the broker from the web as well.
from callrussia.celery import app as celery_app

__all__ = ["celery_app"]
