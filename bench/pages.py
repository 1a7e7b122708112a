"""Every page of the admin, every look-up and every public page, beside the whole pool."""

import random
import time
from collections import defaultdict

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from bench import rows
from bench.harness import Bar, Report, median, p95
from bench.plans import Watch
from bench.walk import Visit, look_up, walk
from callrussia import keeping
from callrussia.wsgi import application
from calls.models.pool import LAST_NUMBER
from volunteers.addresses import pseudonym
from volunteers.models import Volunteer

VISITS, PAGES = 30, 10_000
VISITS_SMALL, PAGES_SMALL = 2, 20
WHOLE = {"volunteers": 100_000, "draws": 50_000, "calls": 500_000}
SMALL = {"volunteers": 300, "draws": 200, "calls": 300}
PUBLIC = (
    *("", "about/", "other-ways/", "guidelines/", "help/", "call/do-not-call/"),
    *("account/join/", "account/login/", "nowhere/"),
)
SAMPLE = (
    "SELECT number FROM calls_phonenumber TABLESAMPLE SYSTEM (%s::real) ORDER BY random() LIMIT %s"
)
TOKEN = "t" * 32


class Visitor(RequestFactory):
    """Asks the site in this process as gunicorn does; the milliseconds of the last page."""

    def __init__(self, person=None):
        super().__init__(HTTP_HOST="localhost", HTTP_X_CSRFTOKEN=TOKEN)
        if person:
            client = Client()
            client.force_login(person)
            self.cookies = client.cookies
            # Forms are sent with their token, as by a browser.
            self.cookies["csrftoken"] = TOKEN

    def request(self, **asked):
        environ, head = self._base_environ(**asked), []
        begun = time.perf_counter()
        body = application(environ, lambda status, headers: head.extend((status, headers)))
        content = b"".join(body)
        body.close()
        self.taken = (time.perf_counter() - begun) * 1000
        return HttpResponse(content, status=int(head[0].split()[0]), headers=dict(head[1]))


def run(stage) -> Report:
    random.seed(stage.seed)
    rows.fill(stage.size, **(SMALL if stage.is_small else WHOLE))
    visits, pages = (VISITS_SMALL, PAGES_SMALL) if stage.is_small else (VISITS, PAGES)
    staff, stranger = Watch(Visitor(owner())), Watch(Visitor())
    found = {
        "admin": times_of_admin(staff, visits, pages) | times_of_look_ups(staff, visits),
        "public, made": times_of_public(stranger, visits, addresses(), cache.clear),
        "public, kept": times_of_public(stranger, visits, [*filter(is_kept, addresses())]),
    }
    return Report(
        bars=[
            Bar("slowest page of the admin or look-up, p95", slowest(found["admin"]), 150, "ms"),
            Bar("statements of the admin that read the pool", len(staff.faults), 0),
            Bar("slowest public page, kept, p95", slowest(found["public, kept"]), 5, "ms"),
            Bar("slowest public page, not kept, p95", slowest(found["public, made"]), 60, "ms"),
            Bar("statements of public pages about the pool", stranger.count, 0),
        ],
        raw={"ms": {kind: summed_up(times) for kind, times in found.items()}}
        | {"faults": sorted(staff.faults)},
    )


def owner():
    """Somebody who may see everything."""
    fields = {"is_staff": True, "is_superuser": True, "language": "en"}
    return Volunteer.objects.create(
        pseudonym=pseudonym("owner@example.org"), country="LT", **fields
    )


def times_of_admin(watch, visits, pages):
    """Milliseconds of each page and act that a link or a button leads to, by its name."""
    found = defaultdict(list)
    for visit in walk(watch, pages):
        for _ in range(visits):
            visit.by(watch.client)
            found[str(visit)].append(watch.client.taken)
    return found


def times_of_look_ups(watch, visits):
    """The same of the page of the pool, for as many numbers in it and as many that are not."""
    found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'calls_phonenumber'")
        share = min(100, 100 * 100 * visits / cursor.fetchone()[0])
        cursor.execute(SAMPLE, [share, visits])
        known = [number for (number,) in cursor.fetchall()]

    for kind, numbers in (("known", known), ("unknown", range(LAST_NUMBER, 0, -1)[:visits])):

        def see(visit, kind=kind):
            response = watch(visit)
            found[f"{visit}, {kind}"].append(watch.client.taken)
            return response

        for number in numbers:
            look_up(see, number)
    return found


def times_of_public(watch, visits, pages, before=lambda: None):
    """The same of what a stranger sees; `before()` precedes each visit."""
    found = defaultdict(list)
    for _ in range(visits):
        for page in pages:
            before()
            watch(Visit(page))
            found[page].append(watch.client.taken)
    return found


def addresses():
    return [f"/{language}/{page}" for language in ("ru", "en") for page in PUBLIC]


def is_kept(page):
    """Whether the page is kept for strangers, as it is from now on: those with a form are not."""
    return f"max-age={keeping.SECONDS}" in Visitor().get(page).get("Cache-Control", "")


def slowest(times):
    return max(p95(values) for values in times.values())


def summed_up(times):
    return {
        page: {
            "visits": len(values),
            "median": round(median(values), 2),
            "p95": round(p95(values), 2),
            "most": round(max(values), 2),
        }
        for page, values in sorted(times.items())
    }
