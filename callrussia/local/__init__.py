"""A real PostgreSQL and a real Valkey for bin/demo and bin/test, from pip packages.

Both listen on a socket in a folder that only we may enter. Nothing in production imports this.
"""

import contextlib
import hashlib
import os
from pathlib import Path
from urllib.parse import quote

from callrussia.local import identity, postgres, valkey
from callrussia.local.errors import LocalError

__all__ = ["LocalError", "servers"]

# 107 bytes are what a socket's path may have.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


@contextlib.contextmanager
def servers(folder: Path, safe: bool = True, waiting=None):
    """Run both servers on files below `folder`; yields the environment that leads to them.

    They are stopped in good order at the end, and also when this process is killed. An earlier
    run that crashed is mended, which may take PostgreSQL a while: `waiting` is called with the
    seconds so far. With `safe` off, a power cut may cost the database.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    account = identity.choose(folder, postgres.binaries())
    sockets = socket_folder(folder, account)
    identity.own(folder / "log", account)
    with contextlib.ExitStack() as stack:
        stack.callback(valkey.start(folder, sockets, account, safe).stop)
        database = postgres.start(folder, sockets, account, safe, waiting)
        stack.callback(database.stop, patience=120)
        yield addresses(sockets)


def socket_folder(folder: Path, account: identity.Identity) -> Path:
    """Where the sockets lie; a deep checkout gets a short folder, the same one each time."""
    sockets = folder / "sockets"
    if len(os.fsencode(sockets)) > LONGEST_SOCKET_FOLDER:
        mark = hashlib.blake2b(os.fsencode(folder), digest_size=6).hexdigest()
        sockets = Path("/tmp", f"callrussia-{mark}")  # noqa: S108 (own() refuses a stranger's)
    identity.own(sockets, account)
    return sockets


def addresses(sockets: Path) -> dict[str, str]:
    """The settings that lead to servers whose sockets lie in `sockets`."""
    cache, host = f"unix://{sockets}/{valkey.SOCKET}?db=1", quote(str(sockets), safe="")
    return {
        "DATABASE_URL": f"postgres://{postgres.ROLE}@{host}/{postgres.DATABASE}",
        "REDIS_URL": cache,
        "CACHE_URL": cache,
        "BROKER_URL": f"redis+socket://{sockets}/{valkey.SOCKET}?virtual_host=2",
    }
