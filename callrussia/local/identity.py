"""Whom the local servers run as, given that PostgreSQL refuses root."""

import contextlib
import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from callrussia.local.errors import LocalError


@dataclass(frozen=True)
class Identity:
    """An account. `in_namespace`: it is so in its own eyes, and root to the file system."""

    uid: int
    gid: int
    in_namespace: bool = False

    @property
    def files_uid(self) -> int:
        """The owner of the files that it makes."""
        return os.geteuid() if self.in_namespace else self.uid

    def as_options(self) -> dict:
        """What subprocess has to be told to run as this account."""
        if self.in_namespace or self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def choose(folder: Path, programs: Path) -> Identity:
    """Ourselves; for root somebody who reaches the programs and the folder, or a namespace.

    The owner of data that is there already goes before everybody else.
    """
    if os.geteuid():
        return Identity(os.geteuid(), os.getegid())
    # Others may pass through on their way to what is theirs, but see nothing.
    folder.chmod(0o711)
    data = folder / "postgresql"
    owner = data.stat().st_uid if data.exists() else None
    candidates = [] if owner == 0 else accounts(*([owner] if owner else ["postgres", "nobody"]))
    for account in candidates:
        if reaches(account, folder, programs):
            return account
    if owner:
        raise LocalError(f"The owner of {data} can't reach it: delete {folder}.")
    (nobody,) = accounts("nobody")
    return Identity(nobody.uid, nobody.gid, in_namespace=True)


def accounts(*names: str | int) -> list[Identity]:
    """Those of the accounts that exist."""
    found = []
    for name in names:
        with contextlib.suppress(KeyError):
            entry = pwd.getpwuid(name) if isinstance(name, int) else pwd.getpwnam(name)
            found.append(Identity(entry.pw_uid, entry.pw_gid))
    return found


def reaches(account: Identity, folder: Path, programs: Path) -> bool:
    """Whether the account can run the programs and come into the folder."""
    for attempt in (programs / "postgres", "--version"), ("test", "-x", folder):
        try:
            run = subprocess.run(attempt, capture_output=True, cwd="/", **account.as_options())
        except OSError:
            return False
        if run.returncode:
            return False
    return True


def own(folder: Path, account: Identity):
    """Make `folder` for the account alone; refuse one that is somebody else's already."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        if account.files_uid != os.geteuid():
            os.chown(folder, account.uid, account.gid)
    if folder.is_symlink() or folder.stat().st_uid != account.files_uid:
        raise LocalError(f"{folder} belongs to somebody else: delete it, or run as its owner.")
    folder.chmod(0o700)
