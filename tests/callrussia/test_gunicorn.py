"""The log of the real server."""

import socket
import subprocess
import sys
from pathlib import Path

from tests.callrussia.processes import free_port, until

ROOT = Path(__file__).parent.parent.parent


def ask(port, request):
    """The first line of the answer, or nothing while nobody listens."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(request)
            return connection.recv(1000).split(b"\r\n")[0]
    except ConnectionRefusedError:
        return b""


def test_a_broken_request_leaves_no_address_in_the_log():
    port = free_port()
    app = ["-m", "gunicorn", "wsgiref.simple_server:demo_app", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [sys.executable, *app, "--no-control-socket"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert until(lambda: ask(port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
        broken = ask(port, b"GET / HTTP/1.1\r\nBad Header\r\n\r\n")
    finally:
        server.terminate()
        log = server.communicate(timeout=20)[1]

    assert b"400" in broken
    assert "Listening at" in log
    assert "ip=" not in log
