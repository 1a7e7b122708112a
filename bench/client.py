"""The site behind gunicorn, and visitors who cost so little that the site alone is measured."""

import contextlib
import datetime
import os
import secrets
import signal
import socket
import string
import sys
import time
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django.utils.crypto import get_random_string

from callrussia.local.children import Child, spawn
from callrussia.local.demo import WEB, ask
from volunteers.models import Session, Volunteer
from volunteers.sessions import SessionStore

# Gunicorn closes a connection that was idle for two seconds, perhaps while it is written to.
IDLE = 1.0
BATCH = 5000
BROWSER = (
    "Accept: text/html,application/xhtml+xml\r\n"
    "Accept-Language: ru,en;q=0.8\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
)


class Site(NamedTuple):
    """Where it answers, and the process that serves it."""

    port: int
    web: Child


@contextlib.contextmanager
def served(folder):
    """The Site on a free port, as the demo serves it, on Django's database; gone afterwards.

    Its log goes to `folder`. Raises LocalError where it does not start.
    """
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        port = attempt.getsockname()[1]
    command = f"{WEB} --bind 127.0.0.1:{port}"
    log = folder / "log" / "web.log"
    with log.open("w") as sink:
        words = [sys.executable, "-m", *command.split()]
        # Visitors come from a network each, as a proxy would tell: limits count by networks.
        behind = os.environ | {"PROXIES": "1"}
        web = spawn("web", words, ending=signal.SIGINT, stderr=sink, env=behind)
    try:
        yield Site(port, web.answering(lambda: ask(port), log, patience=60))
    finally:
        web.stop()


def sign_in(volunteers: Iterable[int]) -> dict[int, str]:
    """{id of volunteer: session key}, for accounts without a password, as all of ours are.

    The sessions lie in PostgreSQL as signing in leaves them; the first request caches each.
    """
    like, encoded = Volunteer(), SessionStore()
    like.set_unusable_password()
    until = timezone.now() + datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    hashes = dict(Volunteer.objects.filter(pk__in=volunteers).values_list("pk", "password"))
    made, keys = [], {}
    for pk, like.password in hashes.items():
        keys[pk] = get_random_string(32, string.ascii_lowercase + string.digits)
        told = {
            SESSION_KEY: str(pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: like.get_session_auth_hash(),
            "_session_expiry": settings.SESSION_COOKIE_AGE,
        }
        data = encoded.encode(told)
        made.append(Session(session_key=keys[pk], session_data=data, expire_date=until))
    Session.objects.bulk_create(made, batch_size=BATCH)
    return keys


class Answer(NamedTuple):
    """What came back; `location` is "" where it leads nowhere. `ms`: until the last byte."""

    status: int
    location: str
    body: bytes
    head: bytes
    ms: float


class Connection:
    """One connection kept alive, as a proxy keeps some to gunicorn. For one thread at a time."""

    def __init__(self, port: int):
        self.port, self.socket, self.used_at = port, None, 0.0

    def ask(self, request: bytes) -> Answer:
        """Send a whole request; OSError where the answer breaks off. Never asks twice."""
        begun = time.perf_counter()
        if self.socket is None or begun - self.used_at > IDLE:
            self.close()
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.socket.sendall(request)
            head, body = self._read()
        except OSError:
            self.close()
            raise
        self.used_at = time.perf_counter()
        if b"\r\nconnection: close" in head.lower():
            self.close()
        location = header(head, b"Location")
        return Answer(int(head[9:12]), location, body, head, (self.used_at - begun) * 1000)

    def _read(self) -> tuple[bytes, bytes]:
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head, parts = received[:end], [received[end + 4 :]]
        # Django gives every page its length.
        left = int(header(head, b"Content-Length") or 0) - len(parts[0])
        while left > 0:
            parts.append(self._more())
            left -= len(parts[-1])
        return head, b"".join(parts)

    def _more(self) -> bytes:
        if not (received := self.socket.recv(1 << 17)):
            raise ConnectionError("The site ended the connection before its answer was whole.")
        return received

    def close(self):
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def header(head: bytes, name: bytes) -> str:
    """The value of a header, or "". Gunicorn writes names as Django does: Content-Length."""
    _before, found, after = head.partition(b"\r\n" + name + b": ")
    return after.partition(b"\r\n")[0].decode("latin-1") if found else ""


class Visitor:
    """A browser of somebody who is signed in or, without a session, a stranger's.

    A path is below the visitor's language ("call/draw/") or, with a slash before it, whole.
    """

    def __init__(self, connection: Connection, session: str = "", language: str = "ru"):
        self.connection, self.language = connection, language
        self.address = f"X-Forwarded-For: 10.{'.'.join(map(str, secrets.token_bytes(3)))}\r\n"
        self.cookies = {}
        if session:
            self.cookies[settings.SESSION_COOKIE_NAME] = session
            # Any secret will do, as long as cookie and form say the same.
            self.cookies[settings.CSRF_COOKIE_NAME] = secrets.token_hex(16)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, "")

    def post(self, path: str, **fields) -> Answer:
        token = self.cookies.get(settings.CSRF_COOKIE_NAME, "")
        body = urlencode({"csrfmiddlewaretoken": token} | fields)
        headers = (
            f"Origin: http://127.0.0.1:{self.connection.port}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n"
        )
        return self._ask("POST", path, headers, body)

    def follow(self, answer: Answer) -> Answer:
        """The page that a POST leads to."""
        return self.get(answer.location)

    def _ask(self, method: str, path: str, headers: str, body: str = "") -> Answer:
        place = path if path.startswith("/") else f"/{self.language}/{path}"
        if self.cookies:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers = f"Cookie: {cookies}\r\n{headers}"
        request = (
            f"{method} {place} HTTP/1.1\r\nHost: 127.0.0.1:{self.connection.port}\r\n{BROWSER}"
            f"{self.address}{headers}\r\n{body}"
        )
        answer = self.connection.ask(request.encode())
        if b"\r\nSet-Cookie: " in answer.head:
            self._keep(answer.head)
        return answer

    def _keep(self, head: bytes):
        for line in head.decode("latin-1").split("\r\n"):
            if line.startswith("Set-Cookie: "):
                name, _, rest = line[12:].partition("=")
                value, _, how = rest.partition(";")
                self.cookies[name] = value
                if "Max-Age=0" in how:
                    del self.cookies[name]
