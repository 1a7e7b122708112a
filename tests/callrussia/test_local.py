import os
import signal
import subprocess
import sys

import psycopg
import pytest
import redis

from callrussia.local import LocalError, servers
from tests.callrussia.processes import living_off, until

RUN_AND_WAIT = """
import sys, time, psycopg
from pathlib import Path
from callrussia.local import servers
with servers(Path(sys.argv[1])) as found:
    with psycopg.connect(found["DATABASE_URL"]) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('here')")
    print("ready", flush=True)
    time.sleep(60)
"""


def start(folder):
    process = subprocess.Popen(
        [sys.executable, "-c", RUN_AND_WAIT, folder], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    return process


def words(found):
    with psycopg.connect(found["DATABASE_URL"]) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM kept")]


def test_both_servers_answer_where_the_environment_leads(folder):
    with servers(folder) as found:
        with psycopg.connect(found["DATABASE_URL"]) as connection:
            settings = dict(
                connection.execute(
                    "SELECT name, setting FROM pg_settings WHERE name IN"
                    " ('fsync', 'listen_addresses', 'log_error_verbosity')"
                ).fetchall()
            )
        with redis.Redis.from_url(found["REDIS_URL"]) as valkey:
            answered = valkey.ping()

    assert settings == {"fsync": "on", "listen_addresses": "", "log_error_verbosity": "terse"}
    assert answered
    assert living_off(folder) == []


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_whatever_ends_us_leaves_no_process_and_no_data_lost(folder, ending):
    process = start(folder)
    assert len(living_off(folder)) > 2

    process.send_signal(ending)
    process.wait()

    assert until(lambda: living_off(folder) == [])
    with servers(folder) as found:
        assert words(found) == ["here"]


def test_a_killed_run_may_be_followed_at_once(folder):
    process = start(folder)
    process.kill()
    process.wait()

    with servers(folder) as found:
        assert words(found) == ["here"]


def test_a_killed_postgresql_recovers(folder):
    process = start(folder)
    pid = int((folder / "postgresql" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    process.kill()
    process.wait()

    with servers(folder) as found:
        assert words(found) == ["here"]


def test_files_marked_by_a_process_number_that_went_to_another_are_taken(folder):
    with servers(folder):
        mark = (folder / "postgresql" / "postmaster.pid").read_text()
    _, rest = mark.split("\n", 1)

    owner = (folder / "postgresql").stat().st_uid
    with subprocess.Popen(["sleep", "60"], user=owner) as another:
        (folder / "postgresql" / "postmaster.pid").write_text(f"{another.pid}\n{rest}")
        with servers(folder) as found, psycopg.connect(found["DATABASE_URL"]) as connection:
            answered = connection.execute("SELECT 1").fetchone()
        another.kill()

    assert answered == (1,)


def test_half_made_files_are_made_anew(folder):
    (folder / "postgresql.new" / "base").mkdir(parents=True)

    with servers(folder) as found, psycopg.connect(found["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_files_of_another_version_are_refused_in_a_sentence(folder):
    with servers(folder):
        pass
    (folder / "postgresql" / "PG_VERSION").write_text("9\n")

    with pytest.raises(LocalError, match="made by PostgreSQL 9, but PostgreSQL 18 is installed"):
        with servers(folder):
            pass


def test_a_deep_folder_has_its_sockets_elsewhere(folder):
    deep = folder / ("deep" * 12) / ("deeper" * 9)

    with servers(deep) as found, psycopg.connect(found["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_sockets_behind_a_link_are_refused(folder):
    with servers(folder):
        pass
    (folder / "sockets").rename(folder / "elsewhere")
    (folder / "sockets").symlink_to(folder / "elsewhere")

    with pytest.raises(LocalError, match="belongs to somebody else"):
        with servers(folder):
            pass
