"""What the log may hold."""

import io
import logging
import subprocess
import sys

import pytest
from celery import shared_task
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client

from callrussia.logs import Line
from tests.factories import make_caller

MARKS = ("79451234567", "anna@example.org", "MARK")


@pytest.fixture
def log():
    """A function that gives what stands in the log by now, as the site writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    kept = settings.LOGGING["formatters"]["line"]
    handler.setFormatter(Line(kept["format"], style=kept["style"]))
    logging.getLogger().addHandler(handler)
    yield stream.getvalue
    logging.getLogger().removeHandler(handler)


def test_no_line_and_no_colour_can_be_slipped_in(log):
    logging.getLogger("x").warning("a\r\n2026 INFO x forged\x1b[31m\x9b\u2028%s", "b\nc")

    assert log().count("\n") == 1
    assert log().rstrip("\n").isprintable()
    assert "a\\x0d\\x0a2026 INFO x forged\\x1b[31m\\x9b\\x2028b\\x0ac" in log()


def test_numbers_and_addresses_are_left_out_of_a_line(log):
    logging.getLogger("x").error("Failed: /en/%s/?to=%s", "79451234567", "anna@example.org")

    assert log().endswith("ERROR x Failed: /en/…/?to=…\n")


@pytest.mark.django_db
def test_what_an_exception_quotes_is_left_out_and_where_it_came_from_stays(log):
    with pytest.raises(IntegrityError, match=MARKS[0]) as refused:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO calls_phonenumber (number) VALUES (%s)", [MARKS[0]])

    logging.getLogger("x").error("It failed.", exc_info=refused.value)

    assert MARKS[0] not in log()
    assert "django.db.utils.IntegrityError" in log()
    assert "raised after" in log()
    assert "test_logs.py" in log()


@pytest.mark.django_db
def test_a_failing_page_tells_neither_log_nor_mail_who_was_there(log, settings):
    settings.ROOT_URLCONF, settings.ADMINS = "tests.failing", [("Admin", "admin@example.org")]
    client = Client(raise_request_exception=False)
    client.force_login(make_caller())
    heads = {"HTTP_USER_AGENT": "MARK\r\n\x1b[31m", "REMOTE_ADDR": "203.0.113.77"}

    answer = client.post(
        "/fails/?MARK=79451234567", {"MARK": "anna@example.org"}, HTTP_REFERER="MARK", **heads
    )

    marks = [*MARKS, "203.0.113.77", client.cookies[settings.SESSION_COOKIE_NAME].value]
    assert answer.status_code == 500
    assert "RuntimeError" in log()
    assert [mark for mark in marks if mark in log()] == []
    assert mail.outbox == []


@shared_task
def fails(mark):
    raise ValueError(f"{mark} was refused")


def test_a_failing_task_does_not_tell_either(log):
    fails.apply([MARKS[2]])

    assert "ValueError" in log()
    assert MARKS[2] not in log()


def test_a_worker_writes_its_log_so():
    words = (
        "import django, logging; django.setup(); from callrussia.celery import app;"
        "app.log.setup(loglevel='INFO'); print([type(each.formatter).__name__"
        " for each in logging.getLogger().handlers])"
    )

    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("['Line']\n", "")


def test_the_site_writes_its_log_so():
    handlers = logging.getLogger().handlers

    assert Line in [type(handler.formatter) for handler in handlers]
