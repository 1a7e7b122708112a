"""PostgreSQL's own load generator: many clients that cost little themselves."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.stage import conninfo
from callrussia.local import postgres


@dataclass
class Load:
    """Transactions a second, how many, and their latencies in ms (all that were logged)."""

    rate: float
    count: int
    latencies: list[float]


def pgbench(
    database: str, script: str, clients=16, seconds=10.0, rate=None, seed=1, **variables
) -> Load:
    """Run `script` (pgbench's language) from `clients` connections, statements prepared.

    With `rate`, so many transactions a second are begun whether or not the last ones are done,
    and a latency counts from when its transaction was due. Raises RuntimeError where any failed.
    """
    where = conninfo(database)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "script.sql")
        file.write_text(script)
        command = [postgres.binaries() / "pgbench", "-n", "-h", where["host"], "-U", where["user"]]
        command += ["-M", "prepared", "-c", clients, "-j", 2, "-T", max(1, round(seconds))]
        command += ["-f", file, "-l", "--log-prefix", Path(folder, "log"), f"--random-seed={seed}"]
        command += ["-R", rate] if rate else []
        for name, value in variables.items():
            command += ["-D", f"{name}={value}"]
        words = [str(word) for word in [*command, database]]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        failed = re.search(r"number of failed transactions: (\d+)", done.stdout)
        if done.returncode or (failed and int(failed[1])):
            raise RuntimeError(f"pgbench failed:\n{done.stderr[-2000:]}")
        # Columns: client, transaction, latency in µs, …
        latencies = [
            int(line.split()[2]) / 1000
            for log in Path(folder).glob("log.*")
            for line in log.read_text().splitlines()
        ]
    (tps,) = re.findall(r"^tps = ([\d.]+)", done.stdout, re.MULTILINE)
    return Load(float(tps), len(latencies), latencies)
