"""What was found last: results.json for machines, the tables of README.md for people."""

import datetime
import json
import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

from bench import stage
from bench.harness import figure, median

HERE = Path(__file__).parent
FILE, README = HERE / "results.json", HERE / "README.md"
BETWEEN = re.compile(r"(<!-- results -->\n).*(<!-- end -->)", re.DOTALL)


def keep(played, report):
    """Put the report in the place of the one that this benchmark had before."""
    found = json.loads(FILE.read_text()) if FILE.exists() else {"bars": [], "raw": {}}
    found["bars"] = [bar for bar in found["bars"] if bar["bench"] != played.name]
    found["bars"] += [bar.as_dict() | {"bench": played.name} for bar in report.bars]
    found["raw"][played.name] = {"run": run_of(played)} | report.raw
    print(f"  {said(found['raw'][played.name]['run'])}", flush=True)
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


def said(run: dict) -> str:
    """What `run_of` found, for people."""
    made, versions = run["machine"], ", ".join(f"{n} {v}" for n, v in run["versions"].items())
    return (
        f"{run['day']}, {made['cores']} cores of {made['processor']}, {made['memory_gib']} GiB, "
        f"{made['system']}; {versions}; {run['size']:,} numbers, {run['rounds']} rounds, "
        f"seed {run['seed']}"
    )


def machine() -> dict:
    cpus = re.findall(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": cpus[0] if cpus else platform.processor(),
        "memory_gib": round(pages / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
    }


def write_readme(order: list[str]):
    """Bring the tables in README.md up to date, the benchmarks in that order."""
    found = json.loads(FILE.read_text())
    raw = {name: found["raw"][name] for name in order if name in found["raw"]}
    lines = ["| what | median | of the rounds | bar | holds |", "| --- | --- | --- | --- | --- |"]
    for bar in sorted(found["bars"], key=lambda bar: order.index(bar["bench"])):
        sign, word = "≥" if bar["least"] else "≤", "yes" if bar["holds"] else "**no**"
        unit = f" {bar['unit']}".rstrip()
        value, limit = (f"{figure(bar[name])}{unit}" for name in ("value", "bar"))
        rounds = "–".join(map(figure, bar["spread"] or ()))
        lines.append(f"| {bar['name']} | {value} | {rounds} | {sign} {limit} | {word} |")
    if "rivals" in raw:
        lines += rivals(raw["rivals"]["ms a draw"])
    lines += ["", *(f"- `{name}`: {said(kept['run'])}" for name, kept in raw.items())]
    table = "\n".join(lines)
    text = README.read_text()
    README.write_text(BETWEEN.sub(lambda around: f"{around[1]}{table}\n{around[2]}", text))


def rivals(found: dict[str, list[float]]) -> list[str]:
    """The table of the ways to draw, the fastest first, and where the plot is."""
    lines = ["", "| way to draw | ms a draw, median | of the rounds |", "| --- | --- | --- |"]
    for name, values in sorted(found.items(), key=lambda pair: median(pair[1])):
        rounds = f"{figure(min(values))}–{figure(max(values))}"
        lines.append(f"| {name} | {figure(median(values))} | {rounds} |")
    return [*lines, "", "![the same as a plot](rivals.svg)"]
