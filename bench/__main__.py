"""Runs the benchmarks, all or those named, and keeps what they found in results.json."""

import argparse
import importlib
import json
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

from bench import results, stage
from callrussia.local import servers

HERE = Path(__file__).parent
ROOT = HERE.parent
# In this order; `True` for those that need a pool.
BENCHES = {
    "importing": False,
    "draws": True,
    "rivals": True,
    "pages": True,
    "http": True,
    "sweeps": True,
    "snapshot": True,
    "checking": True,
    "campaign": True,
    "power": False,
    "enumeration": False,
    "abuse": False,
}
WHOLE = {"size": 40_000_000, "rounds": 7, "seconds": 10.0}
SMALL = {"size": 20_000, "rounds": 2, "seconds": 0.5}


def main():
    options = parser().parse_args()
    if options.child:
        return run_child(options)
    options.folder.mkdir(parents=True, exist_ok=True)
    with servers(options.folder) as found:
        os.environ.update(found)
        broken = [name for name in options.names or BENCHES if not run(name, options)]
    if options.is_small:
        return None
    results.write_readme(list(BENCHES))
    return f"Some bars are broken or not measured: {', '.join(broken)}" if broken else None


def parser():
    made = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    made.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}")
    made.add_argument("--small", dest="is_small", action="store_true", help="see that they work")
    made.add_argument("--size", type=int, help="numbers in the pool")
    made.add_argument("--rounds", type=int)
    made.add_argument("--seconds", type=float, help="of a round that is a time")
    made.add_argument("--seed", type=int, default=secrets.randbelow(1 << 31))
    made.add_argument("--folder", type=Path, default=ROOT / ".local" / "bench")
    made.add_argument("--registry", type=Path, help="a real registry, for `importing`")
    made.add_argument("--child", help=argparse.SUPPRESS)
    return made


def setting(options) -> stage.Stage:
    chosen = {name: getattr(options, name) for name in WHOLE}
    numbers = (SMALL if options.is_small else WHOLE) | {n: v for n, v in chosen.items() if v}
    return stage.Stage(
        name=options.child or "",
        folder=options.folder,
        seed=options.seed,
        is_small=options.is_small,
        registry=options.registry,
        **numbers,
    )


def run(name: str, options) -> bool:
    """Run one benchmark in a process and a database of its own; whether all its bars hold."""
    print(f"\n{name}", flush=True)
    begun, own, size = time.monotonic(), f"bench_{name}", setting(options).size
    stage.copy(own, template(size if BENCHES[name] else 0))
    try:
        command = [sys.executable, "-m", "bench", *sys.argv[1:], "--child", name]
        command += ["--seed", str(options.seed)]
        done = subprocess.run(command, env=environment(own), cwd=ROOT, check=False)
    finally:
        stage.drop(own)
    print(f"  {name}: {time.monotonic() - begun:,.0f} s", flush=True)
    if options.is_small and done.returncode:
        sys.exit(f"{name} failed.")
    return done.returncode == 0


def template(size: int) -> str:
    """The database with tables and `size` numbers; made once and kept in the folder."""
    name, making = f"pool_{size}", "pool_in_the_making"
    if stage.exists(name):
        # It may be older than the newest migration.
        manage(name, "migrate", "-v0")
        return name
    stage.copy(making, "template0")
    manage(making, "migrate", "-v0")
    if size:
        manage(making, "demo_pool", "--size", str(size))
    with stage.connect() as connection:
        connection.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
    return name


def manage(database: str, *words: str):
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, env=environment(database), cwd=ROOT, check=True)


def environment(database: str) -> dict[str, str]:
    own = {"DATABASE_URL": stage.address(database), "DEMO": "1"}
    return os.environ | own | {"DJANGO_SETTINGS_MODULE": "callrussia.settings"}


def run_child(options) -> int:
    """In the process of its own: run the benchmark, print its bars and keep them."""
    import django

    django.setup()
    played = setting(options)
    report = importlib.import_module(f"bench.{options.child}").run(played)
    for bar in report.bars:
        print(f"  {bar}", flush=True)
    if not played.is_small:
        results.keep(played, report)
    # In small form nothing is kept, but all of it must be fit to be.
    json.dumps(report.raw)
    return 0 if played.is_small else 1 - all(bar.holds for bar in report.bars)


if __name__ == "__main__":
    sys.exit(main())
