"""Child processes that never outlive us."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from callrussia.local.errors import LocalError

# Loaded here, since between fork and exec nothing may be imported.
LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG, CLONE_NEWUSER = 1, 0x10000000


@dataclass(frozen=True)
class Child:
    """A running child, and the signal that ends it in good order."""

    name: str
    process: subprocess.Popen
    ending: signal.Signals

    def stop(self, patience=20):
        """End it and whatever it started; harmless when it has ended already."""
        if self.process.poll() is None:
            self.process.send_signal(self.ending)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def answering(self, ask, log: Path, waiting=None, patience=300):
        """This child, as soon as `ask` raises nothing; its log's end if it ends before."""
        begun = time.monotonic()
        while self.process.poll() is None and (seconds := time.monotonic() - begun) < patience:
            if waiting:
                waiting(seconds)
            with contextlib.suppress(Exception):
                ask()
                return self
            time.sleep(0.03)
        self.stop()
        last = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
        raise LocalError(f"{self.name} did not start. The end of {log}:\n{last}")


def spawn(name, command, *, ending=signal.SIGTERM, account=None, **options) -> Child:
    """Start `command` as `account`. It gets `ending` when we die by whatever cause, kill -9 too.

    It stands in a session of its own: Ctrl-C reaches us alone, and we end all in good order.
    """
    parent = os.getpid()

    def become():
        if account and account.in_namespace:
            enter_namespace(account)
        # Last, since a change of user or namespace clears it.
        if sys.platform == "linux":
            LIBC.prctl(PR_SET_PDEATHSIG, int(ending), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    if account:
        options |= {"cwd": "/"} | account.as_options()
    process = subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=become,
        **options,
    )
    return Child(name, process, ending)


def enter_namespace(account):
    """Be `account` in a user namespace of our own, and root, as before, to the file system."""
    uid, gid = os.geteuid(), os.getegid()
    if LIBC.unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "no user namespace")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{account.uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{account.gid} {gid} 1")
