"""A draw and a suspension at once."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from calls import pool
from calls.models import Draw
from tests.factories import make_caller, make_number, make_volunteer
from volunteers import membership
from volunteers.models import Standing

pytestmark = pytest.mark.django_db(transaction=True)

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def draw(volunteer):
    try:
        return pool.draw(volunteer)
    except PermissionDenied:
        return None
    finally:
        connection.close()


def await_somebody_waiting():
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise TimeoutError


def test_a_draw_waits_for_a_suspension_and_lends_nothing():
    make_number()
    caller, moderator = make_caller(), make_volunteer(is_superuser=True)

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            membership.suspend(caller, Standing.PAUSED, by=moderator)
            drawing = other.submit(draw, caller)
            await_somebody_waiting()
        drawn = drawing.result(30)

    assert (drawn, Draw.objects.count()) == (None, 0)
