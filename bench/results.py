"""What was found last: results.json for machines, the tables of README.md for people."""

import datetime
import json
import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

from bench import stage

HERE = Path(__file__).parent
FILE, README = HERE / "results.json", HERE / "README.md"
BETWEEN = re.compile(r"(<!-- results -->\n).*(<!-- end -->)", re.DOTALL)


def keep(played, report):
    """Put the report in the place of the one that this benchmark had before."""
    found = json.loads(FILE.read_text()) if FILE.exists() else {"bars": [], "raw": {}}
    found["bars"] = [bar for bar in found["bars"] if bar["bench"] != played.name]
    found["bars"] += [bar.as_dict() | {"bench": played.name} for bar in report.bars]
    found["raw"][played.name] = {"run": run_of(played)} | report.raw
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def run_of(played) -> dict:
    """When, on what, with which versions and which seed."""
    with stage.connect() as connection:
        (server,) = connection.execute("SHOW server_version").fetchone()
    packages = {name: version(name) for name in ("django", "psycopg", "numpy", "gunicorn")}
    return {
        "day": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": machine(),
        "versions": {"PostgreSQL": server, "Python": platform.python_version()} | packages,
        "size": played.size,
        "rounds": played.rounds,
        "seconds": played.seconds,
        "seed": played.seed,
    }


def machine() -> dict:
    cpus = re.findall(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": cpus[0] if cpus else platform.processor(),
        "memory_gib": round(pages / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
    }


def write_readme():
    """Bring the table in README.md up to date."""
    found = json.loads(FILE.read_text())
    lines = ["| what | measured | bar | holds |", "| --- | --- | --- | --- |"]
    for bar in found["bars"]:
        sign, word = "≥" if bar["least"] else "≤", "yes" if bar["holds"] else "**no**"
        unit = f" {bar['unit']}".rstrip()
        value, limit = (f"{bar[name]:,.4g}{unit}" for name in ("value", "bar"))
        lines.append(f"| {bar['name']} | {value} | {sign} {limit} | {word} |")
    table = "\n".join(lines)
    text = README.read_text()
    README.write_text(BETWEEN.sub(lambda around: f"{around[1]}{table}\n{around[2]}", text))
