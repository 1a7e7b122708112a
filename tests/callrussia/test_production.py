"""What the real server sends in production with every answer, whatever it is."""

import re
from urllib.parse import urlencode

import pytest

from tests.callrussia import site
from tests.world import JOINING

pytestmark = pytest.mark.django_db(transaction=True)

SENT = {
    "strict-transport-security": "max-age=31536000; includeSubDomains; preload",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    # The quick exit leads there by a form.
    "form-action 'self' https://www.wikipedia.org",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
SENSES = {"camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ELSEWHERE = {"Host": "elsewhere.example.org"}
ASKED = {
    "page": ("GET", "/en/", {}, 200),
    "head": ("HEAD", "/ru/call/do-not-call/", {}, 200),
    "redirect": ("GET", "/", {}, 302),
    "health": ("GET", "/health/", {}, 200),
    "to sign in": ("GET", "/en/admin/", {}, 302),
    "refused": ("POST", "/en/help/", FORM, 403),
    "missing": ("GET", "/en/nowhere/", {}, 404),
    "method of a view": ("POST", "/en/about/", {}, 403),
    "options": ("OPTIONS", "/en/", {}, 405),
    "put": ("PUT", "/en/account/settings/", {}, 405),
    "trace": ("TRACE", "/en/", {}, 405),
    "static, missing": ("GET", "/static/nothing.css", {}, 404),
    "another host": ("GET", "/en/", ELSEWHERE, 400),
}

SAFE = re.compile("; HttpOnly; (Max-Age=[0-9]+; )?Path=/; SameSite=Lax; Secure$")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("production")


def faults(heads):
    """What is missing or too much in the heads of an answer."""
    policy = set(heads.get("content-security-policy", "").split("; "))
    found = [name for name, value in SENT.items() if heads.get(name) != value]
    found += sorted(policy ^ POLICY)
    found += sorted(SENSES - set(heads.get("permissions-policy", "").split(", ")))
    found += [name for name in ("x-powered-by", "via", "x-runtime") if name in heads]
    return found + re.findall(r".*[\d/].*", heads.get("server", ""))


def cookies_of(port):
    """Those of a form, and of a session that it begins."""
    place = "/en/account/join/codename/"
    _status, heads, page = site.ask(port, "GET", place)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    held = heads["set-cookie"]
    sent = FORM | {"Cookie": held[0].split(";")[0], "Referer": f"https://{site.HOST}{place}"}
    answers = urlencode(JOINING | {"language": "en", "csrfmiddlewaretoken": token})
    return held + site.ask(port, "POST", place, sent, answers)[1]["set-cookie"]


def test_every_answer_of_the_real_server_is_closed(folder):
    told, statuses = {}, {}

    with site.running(folder) as (port, log):
        sheet = re.search(r'href="(/static/[^"]+\.css)"', site.ask(port, "GET", "/en/help/")[2])[1]
        for name, asked in (ASKED | {"static": ("GET", sheet, {}, 200)}).items():
            status, heads, _body = site.ask(port, *asked[:3])
            told[name], statuses[name] = faults(heads), (status, asked[3])
        cookies = cookies_of(port)
        plain = site.ask(port, "GET", "/en/", {"X-Forwarded-Proto": "http"})

    assert {name: pair for name, pair in statuses.items() if len(set(pair)) > 1} == {}
    assert {name: found for name, found in told.items() if found} == {}
    assert (plain[0], plain[1]["location"]) == (301, f"https://{site.HOST}/en/")
    assert {cookie.split("=")[0] for cookie in cookies} == {"__Host-csrf", "__Host-session"}
    assert [cookie for cookie in cookies if not SAFE.search(cookie)] == []
    written = "\n".join(log)
    assert [mark for mark in ("203.0.113.77", "GET /", "Mozilla") if mark in written] == []
