"""Makes the environment of bin/demo and bin/test with nothing but Python itself."""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOWEST = (3, 11)


def prepare(*requirements):
    """Have all packages of these files in .venv; instant when they are there already."""
    reexec_with_newer_python()
    # Where it is set, every start compiles everything anew: seconds each time.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with lock():
        wanted = {name: fingerprint(ROOT / name) for name in requirements}
        if is_usable() and wanted.items() <= stamps().items():
            return
        begun = time.monotonic()
        print("Environment: installing packages into .venv …", flush=True)
        if not is_usable():
            make_venv()
        install(requirements)
        STAMP.write_text(json.dumps(stamps() | wanted))
        print(f"Environment: ready after {time.monotonic() - begun:.1f} s", flush=True)


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
    """Whether .venv has a Python that runs: it may be half made, or its Python be gone."""
    with contextlib.suppress(OSError):
        return subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0
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
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        package = f"python3.{sys.version_info.minor}-venv"
        sys.exit(
            f"This Python ({sys.executable}) can't make environments. On Debian and Ubuntu: "
            f"apt-get install {package}\n{(made.stdout + made.stderr).strip()}"
        )


def install(requirements):
    """Install with uv, which takes two seconds where pip takes twenty; else with pip."""
    files = [word for name in requirements for word in ("-r", str(ROOT / name))]
    # Trust what this machine trusts, as pip does: a network may have an authority of its own.
    os.environ |= {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    if uv := find_uv():
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes"]
        if subprocess.run(command + files, check=False).returncode == 0:
            return
        print("uv could not install the packages; trying pip …", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes"]
    if subprocess.run(command + files, check=False).returncode:
        sys.exit("The packages could not be installed: see above. Is there a network?")


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
        command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes"]
        subprocess.run([*command, "-r", file.name], check=False)
    return str(own) if own.exists() else None
