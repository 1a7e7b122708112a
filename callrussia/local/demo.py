"""The demo: servers, tables, invented data, web, worker and beat, all below one process."""

import contextlib
import fcntl
import http.client
import json
import os
import secrets
import signal
import socket
import sys
import time
from pathlib import Path

import psycopg
from psycopg import sql

from callrussia.local import postgres, servers
from callrussia.local.children import spawn
from callrussia.local.errors import LocalError
from callrussia.local.steps import expecting, follow, step

SETTINGS = {"DEMO": "1", "DJANGO_SETTINGS_MODULE": "callrussia.settings", "PYTHONUNBUFFERED": "1"}
SECRETS = ("SECRET_KEY", "SUPPRESSION_KEY", "ADDRESS_KEY")
WEB = "gunicorn callrussia.wsgi --workers 4 --threads 2 --no-control-socket --log-level warning"
CELERY = "celery -q -A callrussia"
WORKER = f"{CELERY} worker --concurrency 1 --without-gossip --without-mingle --loglevel INFO"
BEAT = f"{CELERY} beat --loglevel INFO --pidfile= --schedule"


def run(root: Path, folder: Path, size: int, port: int):
    """Have the demo on `port` until a signal ends it; raises LocalError where it can't."""
    begun = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(root)
    with contextlib.ExitStack() as stack:
        stack.enter_context(only_one(folder, port))
        refuse_taken(port)
        with step("PostgreSQL and Valkey") as show:
            found = stack.enter_context(servers(folder, waiting=expecting(show, 10)))
        os.environ.update(SETTINGS | found | own_secrets(folder))
        keep_environment(folder, found)
        sign_ins = fill(folder, found, size)
        children = start_site(stack, folder, port)
        print(f"\nReady after {time.monotonic() - begun:.1f} s.\n")
        print(welcome(port, sign_ins), flush=True)
        watch(children, folder)


@contextlib.contextmanager
def only_one(folder: Path, port: int):
    """Hold the folder for this demo; says where the other one is, if there is one."""
    with (folder / "demo.lock").open("a+") as held:
        if not patiently(lambda: fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)):
            held.seek(0)
            raise LocalError(f"A demo is running here already: {held.read().strip()}")
        held.truncate(0)
        held.write(f"http://127.0.0.1:{port}/ (process {os.getpid()})")
        held.flush()
        yield


def refuse_taken(port: int):
    """Say so where another program has the port."""

    def bind():
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            attempt.bind(("127.0.0.1", port))

    if not patiently(bind):
        raise LocalError(
            f"Port {port} is taken by another program: choose one with bin/demo --port {port + 1}"
        )


def patiently(attempt, patience=3) -> bool:
    """Whether it succeeds within some seconds: an earlier run may be on its way out."""
    deadline = time.monotonic() + patience
    while True:
        try:
            attempt()
            return True
        except OSError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.2)


def own_secrets(folder: Path) -> dict[str, str]:
    """This demo's secrets, made by chance on its first run; later versions add theirs."""
    file = folder / "secrets.json"
    kept = json.loads(file.read_text()) if file.exists() else {}
    if kept.keys() >= set(SECRETS):
        return kept
    made = {name: secrets.token_urlsafe(48) for name in SECRETS} | kept
    draft = file.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(made))
    draft.rename(file)
    return made


def keep_environment(folder: Path, found: dict[str, str]):
    """Write the environment for `manage.py` in another terminal; see CONTRIBUTING.md."""
    file = folder / "env"
    file.touch(mode=0o600)
    settings = SETTINGS | found | own_secrets(folder)
    file.write_text("".join(f"{name}='{value}'\n" for name, value in settings.items()))


def fill(folder: Path, found: dict[str, str], size: int) -> str:
    """Bring tables and data to what was asked, leaving what an earlier run did; tells sign-ins."""
    manage(folder, "Tables", 8, "migrate", "--verbosity", "0")
    with psycopg.connect(found["DATABASE_URL"], autocommit=True) as connection:
        done = marks(connection)
        if done.get("size", 0) < size:
            expected = 2 + size / 500_000
            manage(folder, f"{size:,} numbers", expected, "demo_pool", "--size", str(size))
            mark(connection, done := done | {"size": size})
        if "sign_ins" not in done:
            said = manage(folder, "Invented people and calls", 15, "demo_data")
            mark(connection, done := done | {"sign_ins": said})
    return done["sign_ins"]


def marks(connection) -> dict:
    """What is done already, kept with the database so that it goes when that goes."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    (comment,) = connection.execute(query, [postgres.DATABASE]).fetchone()
    return json.loads(comment or "{}")


def mark(connection, done: dict):
    comment = sql.Literal(json.dumps(done))
    name = sql.Identifier(postgres.DATABASE)
    connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, comment))


def manage(folder: Path, title: str, expected: float, *command: str) -> str:
    """Run a command of manage.py as a step; returns what it said at its end."""
    log = folder / "log" / f"{command[0]}.log"
    with log.open("w") as troubles, log.with_suffix(".txt").open("w") as words:
        child = spawn(title, [sys.executable, "manage.py", *command], stdout=words, stderr=troubles)
    try:
        with step(title) as show:
            follow(child, log, show, expected)
    finally:
        child.stop()
    return log.with_suffix(".txt").read_text().strip("\n")


def start_site(stack, folder: Path, port: int) -> list:
    """Start web, worker and beat, and wait until pages are answered."""
    logs, children = folder / "log", []
    commands = {
        "web": (f"{WEB} --bind 127.0.0.1:{port}".split(), signal.SIGINT),
        "worker": (WORKER.split(), signal.SIGTERM),
        "beat": ([*BEAT.split(), str(folder / "beat")], signal.SIGTERM),
    }
    with step("Web, worker and beat") as show:
        for name, (command, ending) in commands.items():
            with (logs / f"{name}.log").open("a") as sink:
                # What they print is for the terminal: mails. What they log is not.
                words = [sys.executable, "-m", *command]
                child = spawn(name, words, ending=ending, stderr=sink)
            stack.callback(child.stop)
            children.append(child)
        children[0].answering(lambda: ask(port), logs / "web.log", expecting(show, 5))
    return children


def ask(port: int):
    """Fails as long as the site does not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.closing(connection):
        connection.request("GET", "/health/")
        if connection.getresponse().status != 200:
            raise OSError


def welcome(port: int, sign_ins: str) -> str:
    """Where to go, and as whom."""
    site = f"http://127.0.0.1:{port}"
    places = f"  По-русски   {site}/ru/\n  In English  {site}/en/\n  Mails       {site}/demo/mail/"
    return f"{places}\n\n{sign_ins}\n\nCtrl-C ends everything; what you did stays for next time.\n"


def watch(children: list, folder: Path):
    """Wait for a signal; when a child ends by itself, end all with a sentence."""
    while True:
        for child in children:
            if child.process.poll() is not None:
                log = folder / "log" / f"{child.name}.log"
                raise LocalError(f"The {child.name} process ended by itself. Why is said in {log}")
        time.sleep(0.5)
