"""Security events: counts by the hour, with nobody in them, and no flood of writes."""

import datetime
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from callrussia import events, tasks
from callrussia.events import Kind
from callrussia.models import SecurityEvent
from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


def counted():
    return {event.kind: event.count for event in SecurityEvent.objects.all()}


def patience(monkeypatch, seconds):
    monkeypatch.setattr(events, "SECONDS_BETWEEN_WRITES", seconds)


def test_what_happens_is_counted_by_the_hour(monkeypatch):
    patience(monkeypatch, 0)
    for kind in (Kind.LIMIT, Kind.LIMIT, Kind.CODE):
        events.note(kind)

    assert counted() == {"limit": 2, "code": 1}
    (at,) = set(SecurityEvent.objects.values_list("at", flat=True))
    assert (at.minute, at.second, at.microsecond) == (0, 0, 0)
    assert timezone.now() - at < datetime.timedelta(hours=1, minutes=1)


def test_a_row_holds_nothing_but_kind_hour_and_count():
    names = [field.name for field in SecurityEvent._meta.get_fields()]

    assert names == ["id", "kind", "at", "count"]


def test_a_thousand_at_once_are_one_write_and_then_another(monkeypatch, client):
    patience(monkeypatch, 60)
    with CaptureQueriesContext(connection) as asked:
        for _ in range(1000):
            events.note(Kind.LIMIT)
    writes, before = sum("INSERT" in query["sql"] for query in asked), counted()
    patience(monkeypatch, 0)
    # Any request writes what has waited.
    client.get("/health/")

    assert (writes, before, counted()) == (1, {"limit": 1}, {"limit": 1000})


def test_threads_lose_none(monkeypatch):
    patience(monkeypatch, 60)
    events.note(Kind.LIMIT)
    noting = [
        threading.Thread(target=lambda: [events.note(Kind.LIMIT) for _ in range(500)])
        for _ in range(4)
    ]
    for thread in noting:
        thread.start()
    for thread in noting:
        thread.join()
    patience(monkeypatch, 0)
    events.write_waiting()

    assert counted() == {"limit": 2001}


def test_a_table_that_is_away_fails_nothing(client, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE callrussia_securityevent RENAME TO away")

    events.note(Kind.LIMIT)

    assert caplog.messages == ["1 security events of the kind limit were not counted."]
    assert client.get("/health/").status_code == 200


def test_after_fourteen_days_they_are_removed():
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    for days in (0, 13, 15, 20):
        at = hour - datetime.timedelta(days=days)
        SecurityEvent.objects.create(kind=Kind.LIMIT, at=at, count=1)

    due = events.due().count()
    tasks.remove("security events")

    assert due == 2
    assert SecurityEvent.objects.count() == 2
    assert (events.due().count(), events.purge()) == (0, 0)


def test_a_forged_form_a_refused_entry_and_a_wrong_phrase_are_counted(client):
    make_volunteer()
    client.force_login(make_volunteer())
    client.get("/en/admin/", follow=True)
    client.logout()
    client.post("/en/account/login/codename/", {"codename": "a b 1", "phrase": "c d e f g h"})
    client.handler.enforce_csrf_checks = True
    client.post("/en/help/", {"message": "forged"})

    assert counted() == {"admin": 1, "code": 1, "forged": 1}
