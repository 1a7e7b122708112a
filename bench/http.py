"""Draw and report over HTTP, through gunicorn, beside a page of the same site that does nothing."""

import itertools
import os
import random
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from bench import crowd, processes
from bench.client import Connection, Visitor, served, sign_in
from bench.harness import Bar, Report, interleave, median, p95, ratios
from calls.forms import Choice

# As many as the four processes of two threads take at once.
CLIENTS = 8
PEOPLE = 400
TOLD = (Choice.NOBODY, Choice.ENDED, Choice.TALKED)


def run(stage) -> Report:
    people = crowd.gather(CLIENTS * 4 if stage.is_small else PEOPLE)
    crowd.open_hours()
    sessions = sign_in(people)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    with served(stage.folder) as site:
        visitors = [
            [Visitor(link, sessions[pk], "ru") for pk in people[n::CLIENTS]]
            for n, link in enumerate(Connection(site.port) for _ in range(CLIENTS))
        ]
        runs = {
            name: Run(site, visitors, act, stage.seconds)
            for name, act in {"nothing": nothing, "draw and report": call}.items()
        }
        found = interleave(stage.rounds, **runs)
    reach = ratios(found["draw and report"], found["nothing"])
    name = "draw and report over HTTP, against a page that does nothing"
    bar = Bar.over(name, reach, 0.5, least=True)
    return Report([bar], {"requests a second": found} | {n: r.figures() for n, r in runs.items()})


def nothing(visitor):
    yield "nothing", visitor.get("nothing/"), b'class="nav"'


def call(visitor):
    """One call: a number, and what came of it."""
    drawn = visitor.post("call/draw/")
    yield "draw", drawn, b""
    yield "drawn", visitor.follow(drawn), b"data-left="
    told = visitor.post(f"{drawn.location}report/", choice=random.choice(TOLD).value)
    yield "report", told, b""
    yield "reported", visitor.follow(told), b"?amend"


class Run:
    """Requests a second, of all clients at once, for `seconds`; what each costs is kept."""

    def __init__(self, site, visitors, act, seconds):
        self.site, self.act, self.seconds = site, act, seconds
        self.visitors = [itertools.cycle(mine) for mine in visitors]
        self.latencies, self.spent, self.requests = defaultdict(list), defaultdict(float), 0

    def __call__(self) -> float:
        before, begun = processes.spent(self.site.web), time.monotonic()
        with ThreadPoolExecutor(CLIENTS) as clients:
            until = begun + self.seconds
            made = sum(clients.map(lambda mine: self.visit(mine, until), self.visitors))
        elapsed = time.monotonic() - begun
        for name, seconds in processes.spent(self.site.web).items():
            self.spent[name] += seconds - before[name]
        self.requests += made
        return made / elapsed

    def visit(self, mine, until) -> int:
        made = 0
        while time.monotonic() < until:
            for kind, answer, shows in self.act(next(mine)):
                if answer.status != (200 if shows else 302) or shows not in answer.body:
                    raise RuntimeError(f"{kind}: {answer.status} {answer.location}")
                self.latencies[kind].append(answer.ms)
                made += 1
        return made

    def figures(self) -> dict:
        return {
            "ms, median and p95": {k: [median(v), p95(v)] for k, v in self.latencies.items()},
            "CPU ms a request": {k: s * 1000 / self.requests for k, s in self.spent.items()},
        }
