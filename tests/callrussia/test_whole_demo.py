import http.client
import signal

from tests.callrussia.processes import living_off, until


def page(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode()


def test_a_demo_starts_dies_starts_again_and_ends_without_a_trace(demo, folder):
    process, printed, port = demo()
    assert "volunteer@example.org" in printed
    assert "3,000 numbers" in printed
    assert [page(port, path)[0] for path in ("/ru/", "/en/", "/demo/mail/")] == [200, 200, 200]

    process.kill()
    process.wait()
    assert until(lambda: living_off(folder) == [])

    process, printed, port = demo()
    assert "volunteer@example.org" in printed
    assert "3,000 numbers" not in printed
    assert page(port, "/en/")[0] == 200

    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert living_off(folder) == []
