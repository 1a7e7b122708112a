"""The site as in production: gunicorn behind one proxy, with its own secrets and static files."""

import contextlib
import http.client
import os
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.callrussia.processes import free_port, until

ROOT = Path(__file__).parent.parent.parent
HOST = "call.example.org"


def environment(folder):
    """Production, on the database of the tests."""
    name = connection.settings_dict["NAME"]
    return {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "of the production that tests start, and of nothing else",
        "SUPPRESSION_KEY": settings.SUPPRESSION_KEY,
        "ADDRESS_KEY": "of the same production, for addresses and pseudonyms",
        "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": re.sub(r"/\w+(?=\?|$)", f"/{name}", os.environ["DATABASE_URL"]),
        "REDIS_URL": os.environ["REDIS_URL"],
        "CACHE_URL": os.environ["CACHE_URL"],
        "BROKER_URL": os.environ["BROKER_URL"],
        "EMAIL_HOST": "localhost",
        "MAIL_FROM": "call@example.org",
        "CONTROLLER_NAME": "An association",
        "CONTROLLER_ADDRESS": "A street, a town",
        "CONTROLLER_EMAIL": "controller@example.org",
        "OBJECT_EMAIL": "object@example.org",
        "SUPERVISORY_AUTHORITY": "An authority",
        "PROXIES": "1",
        "STATIC_ROOT": str(folder / "static"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@contextlib.contextmanager
def running(folder):
    """The port of a site that runs, and a list that its log is put into when it has ended."""
    env, port, log = environment(folder), free_port(), []
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    subprocess.run(collect, cwd=ROOT, env=env, check=True)
    words = ["-m", "gunicorn", "callrussia.wsgi", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [sys.executable, *words, "--no-control-socket", "--threads", "2"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert until(lambda: is_up(port) or server.poll() is not None)
        yield port, log
    finally:
        server.terminate()
        log.extend(server.communicate(timeout=30)[0].splitlines())


def is_up(port):
    with contextlib.suppress(ConnectionRefusedError):
        return ask(port, "GET", "/health/")[0] == 200
    return False


def ask(port, method, path, heads=(), body=None):
    """Status, heads by name in small letters (cookies as a list), and the body."""
    sent = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.77"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body=body, headers=sent | dict(heads))
    response = connection.getresponse()
    found = {name.lower(): value for name, value in response.getheaders()}
    found["set-cookie"] = response.msg.get_all("Set-Cookie") or []
    return response.status, found, response.read().decode(errors="replace")
