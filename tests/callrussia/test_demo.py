import json
import os
import socket
import stat

import psycopg
import pytest

from callrussia.local import LocalError, demo, servers, steps


def test_a_port_that_is_taken_is_named_with_a_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(LocalError) as refused:
            demo.refuse_taken(port)

    assert str(refused.value) == (
        f"Port {port} is taken by another program: choose one with bin/demo --port {port + 1}"
    )


def test_a_second_demo_is_told_where_the_first_is(tmp_path):
    with demo.only_one(tmp_path, 8123), pytest.raises(LocalError) as refused:
        with demo.only_one(tmp_path, 8124):
            pass

    assert str(refused.value) == (
        f"A demo is running here already: http://127.0.0.1:8123/ (process {os.getpid()})"
    )


def test_secrets_are_made_once_and_for_the_owner_alone(tmp_path):
    first = demo.own_secrets(tmp_path)

    assert demo.own_secrets(tmp_path) == first
    assert len(set(first.values())) == 3
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_a_demo_of_an_earlier_version_keeps_its_secrets_and_gets_the_newer_ones(tmp_path):
    first = demo.own_secrets(tmp_path)
    file = tmp_path / "secrets.json"
    file.write_text(json.dumps({name: first[name] for name in ("SECRET_KEY", "SUPPRESSION_KEY")}))

    second = demo.own_secrets(tmp_path)

    assert second.keys() == first.keys()
    assert second["SUPPRESSION_KEY"] == first["SUPPRESSION_KEY"]
    assert demo.own_secrets(tmp_path) == second


def test_what_is_done_is_remembered_with_the_database(tmp_path_factory):
    with servers(tmp_path_factory.mktemp("demo"), safe=False) as found:
        with psycopg.connect(found["DATABASE_URL"], autocommit=True) as connection:
            before = demo.marks(connection)
            demo.mark(connection, {"size": 1000})
            after = demo.marks(connection)

    assert (before, after) == ({}, {"size": 1000})


@pytest.mark.parametrize(
    ("said", "part"),
    [("", None), ("read 1,000 of 4,000", 0.25), ("1/4 … 3/4", 0.75), ("0 of 0", None)],
)
def test_the_bar_shows_what_the_command_says(tmp_path, said, part):
    (tmp_path / "log").write_text(said)

    assert steps.said_part(tmp_path / "log") == part
