"""Makes the environment of bin/demo and bin/test with nothing but Python itself."""

import contextlib
import ctypes
import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PIP = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes"]
STAMP = VENV / "installed.json"
LOWEST = (3, 11)
BEGUN = time.monotonic()
# Seconds that a first run takes, for its bar; and the bar's length.
EXPECTED, WIDTH = 15, 30
LIBC, PR_SET_PDEATHSIG = ctypes.CDLL(None), 1


def prepare(*requirements):
    """Have all packages of these files in .venv; instant when they are there already."""
    reexec_with_newer_python()
    # Where it is set, every start compiles everything anew: seconds each time.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with lock():
        wanted = {name: fingerprint(ROOT / name) for name in requirements}
        if is_usable() and wanted.items() <= stamps().items():
            return
        print("Environment: installing packages into .venv …", flush=True)
        if not is_usable():
            make_venv()
        done = stamps()
        # Whoever is cut off from here leaves packages in pieces: the next run begins afresh.
        STAMP.unlink(missing_ok=True)
        install(requirements)
        STAMP.write_text(json.dumps(done | wanted))
        print(f"Environment: ready after {time.monotonic() - BEGUN:.1f} s", flush=True)


def reexec_with_newer_python():
    """Go on with a Python that is new enough, or say that there is none."""
    if sys.version_info >= LOWEST:
        return
    for minor in range(11, 20):
        if found := shutil.which(f"python3.{minor}"):
            os.execv(found, [found, *sys.argv])
    sys.exit("Python 3.11 or newer is needed, and none was found.")


@contextlib.contextmanager
def lock():
    """One at a time: two that install at once would spoil each other's work."""
    folder = ROOT / ".local"
    folder.mkdir(exist_ok=True)
    with (folder / "environment.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def is_usable():
    """Whether .venv was made to its end, and its Python is still there."""
    with contextlib.suppress(OSError):
        return STAMP.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0
    return False


def fingerprint(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def stamps():
    """The fingerprints of the files whose packages are installed."""
    with contextlib.suppress(OSError, ValueError):
        return json.loads(STAMP.read_text())
    return {}


def make_venv():
    """A venv with pip in it, or one sentence on what this Python lacks."""
    failed, said = run([sys.executable, "-m", "venv", "--clear", VENV])
    if failed:
        shutil.rmtree(VENV, ignore_errors=True)
        package = f"python3.{sys.version_info.minor}-venv"
        sys.exit(
            f"This Python ({sys.executable}) can't make environments. On Debian and Ubuntu: "
            f"apt-get install {package}\n{said}"
        )


def run(command):
    """Run it to its end; returns its exit code and its words. On a terminal a bar shows time."""
    with tempfile.TemporaryFile("w+") as words:
        process = subprocess.Popen(command, stdout=words, stderr=words, preexec_fn=die_with_us)
        while process.poll() is None:
            time.sleep(0.05)
            if sys.stdout.isatty():
                seconds = time.monotonic() - BEGUN
                bar = "█" * round(WIDTH * min(0.95, seconds / EXPECTED))
                print(f"\r{seconds:6.1f} s  {bar:·<{WIDTH}}\r", end="", flush=True)
        if sys.stdout.isatty():
            print(" " * (WIDTH + 10), end="\r", flush=True)
        words.seek(0)
        return process.returncode, words.read().strip()


def die_with_us():
    """Called in a child: let the kernel end it when we die, by whatever cause."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)


def install(requirements):
    """Install with uv, which takes two seconds where pip takes twenty; else with pip."""
    files = [word for name in requirements for word in ("-r", str(ROOT / name))]
    # Trust what this machine trusts, as pip does: a network may have an authority of its own.
    os.environ |= {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    if uv := find_uv():
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes"]
        if run(command + files)[0] == 0:
            return
    failed, said = run([*PIP, *files])
    if failed:
        sys.exit(f"The packages could not be installed. Is there a network?\n{said}")


def find_uv():
    """uv, from .venv or from PATH, or else now installed with the hash of requirements-dev.txt."""
    own = VENV / "bin" / "uv"
    if own.exists() or shutil.which("uv"):
        return str(own) if own.exists() else shutil.which("uv")
    text = (ROOT / "requirements-dev.txt").read_text()
    pinned = re.search(r"^uv==.*?(?=^\S)", text + "\n.", re.DOTALL | re.MULTILINE)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(pinned[0])
        file.flush()
        run([*PIP, "-r", file.name])
    return str(own) if own.exists() else None
