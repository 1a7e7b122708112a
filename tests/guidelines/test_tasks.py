"""What the guidelines do by themselves."""

import datetime

import pytest
from django.conf import settings
from django.utils import timezone

from guidelines import library, notes, tasks
from guidelines.models import Note, Plan
from tests.guidelines.texts import NOTES

pytestmark = pytest.mark.django_db


def scheduled(task):
    return next(e for e in settings.CELERY_BEAT_SCHEDULE.values() if e["task"] == task.name)


def test_what_was_planned_is_published_within_a_minute_of_its_hour():
    now = timezone.now()
    planned = library.plan(None, now + datetime.timedelta(hours=1), **NOTES)
    live = library.newest()

    tasks.publish_due()
    early = library.newest()
    Plan.objects.filter(pk=planned.pk).update(due_at=now)
    tasks.publish_due()
    tasks.publish_due()

    assert (early, library.newest()) == (live, live + 1)
    assert scheduled(tasks.publish_due)["schedule"] == 60


def test_notes_are_shown_once_a_day():
    for n in range(5):
        notes.leave(Note.About.HELPED, "ru", f"Слово {'а' * n}")

    tasks.show_notes()
    tasks.show_notes()

    schedule = scheduled(tasks.show_notes)["schedule"]
    assert Note.objects.filter(is_shown=True).count() == 5
    assert (len(schedule.minute), len(schedule.hour)) == (1, 1)
