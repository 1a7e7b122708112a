"""The quick exit in a real browser: where it leads, and what "back" shows then."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings
from django.core.cache import cache

from tests.factories import make_caller, make_number

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 360, "height": 740}


class Neutral(BaseHTTPRequestHandler):
    """The only page that is not ours."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!DOCTYPE html><title>Neutral</title><p>An encyclopaedia.")

    def log_message(self, *args):
        pass


@pytest.fixture
def neutral(settings):
    """The address to which the exit leads, on a server of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Neutral)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    settings.EXIT_URL = address
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    changed = policy | {"form-action": [policy["form-action"][0], address]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": changed}
    yield address
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(browser, live_server, client, neutral):
    """Opens pages in a browser, with or without script, as somebody who holds a number."""
    cache.clear()
    contexts = []

    def opened(has_script, paths):
        context = browser.new_context(java_script_enabled=has_script, viewport=PHONE)
        contexts.append(context)
        make_number(number=79461234567)
        client.force_login(make_caller())
        session = {"name": settings.SESSION_COOKIE_NAME, "url": live_server.url}
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([session | {"value": value}])
        page = context.new_page()
        for path in paths:
            page.goto(live_server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()


PATHS = ["/en/", "/en/guidelines/", "/en/call/"]


def draw(page):
    with page.expect_navigation():
        page.locator(".btn--call").click()
    assert page.locator(".number").count() == 1


@pytest.mark.parametrize("has_script", [True, False])
def test_one_tap_leads_away_and_back_shows_nothing_of_ours(visit, neutral, has_script):
    page = visit(has_script, PATHS)
    draw(page)

    page.locator(".exit button").click()
    page.wait_for_url(neutral)

    kept = {each["name"] for each in page.context.cookies()}
    assert kept == {"gone"}
    seen = []
    for _ in range(4):
        page.go_back()
        seen.append((page.url, page.title()))
    # The blank page with which the browser began lies before ours.
    assert {*seen} <= {(neutral, "Neutral"), ("about:blank", "")}


def test_escape_twice_leads_away(visit, neutral):
    page = visit(True, ["/en/"])

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    page.wait_for_url(neutral)
    assert page.title() == "Neutral"


def test_other_windows_of_ours_go_too(visit, live_server, neutral):
    page = visit(True, ["/en/"])
    other = page.context.new_page()
    other.goto(live_server.url + "/en/about/")

    page.locator(".exit button").click()

    other.wait_for_url(neutral)
    assert other.title() == "Neutral"


@pytest.mark.parametrize("between", ["pause", "key", "dialog", "search"])
def test_escape_keeps_its_other_meanings(visit, between):
    page = visit(True, ["/en/guidelines/search/"])
    if between == "dialog":
        page.evaluate("document.body.append(document.createElement('dialog'))")
        page.evaluate("document.querySelector('dialog').showModal()")
    if between == "search":
        page.locator("input[type=search]").fill("112")

    page.keyboard.press("Escape")
    if between == "pause":
        page.wait_for_timeout(1100)
    if between == "key":
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)

    assert "/en/guidelines/search/" in page.url
