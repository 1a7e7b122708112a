"""The campaign's first four weeks once more, over HTTP: 130,000 calls by 30,000 volunteers.

The site, its database and its visitors share the machine. A day passes when the last of its
visitors has gone: what is stored moves a day into the past, and the worker's verbs run while the
next day's visitors come.
"""

import random
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack

from django.core.cache import cache
from django.db import connection

from bench import campaign_crowd, campaign_nights, crowd, processes
from bench.campaign_crowd import ANSWERS, Visit
from bench.campaign_ledger import Ledger, differences
from bench.campaign_visit import Caller, Unexpected, labels
from bench.client import Connection, Visitor, served, sign_in
from bench.harness import Bar, Report, median, p95
from bench.stage import connect, copy
from calls import checking
from volunteers.models import Volunteer

CLIENTS = 16
LONGEST = 25
# Seconds between two lines that say how far it is.
EVERY = 10.0
MOST_WRONG = 50


def run(stage) -> Report:
    report = Report()
    for n, mix in enumerate(ANSWERS):
        if n:
            begin_anew(stage)
        print(f"  answers of {mix}", flush=True)
        report.raw[mix] = replay(stage, mix, report)
    return report


def begin_anew(stage):
    """The database as it was before, and nothing of it in the cache."""
    connection.close()
    connection.close_pool()
    copy(stage.database, stage.template)
    cache.clear()


def replay(stage, mix: str, report: Report) -> dict:
    """Play the campaign with those answers and add its bars to the report; the raw figures."""
    plan = campaign_crowd.plan(mix, stage.is_small, random.Random(stage.seed))
    crowd.open_hours()
    with ExitStack() as stack:
        site = stack.enter_context(served(stage.folder))
        database = stack.enter_context(connect(stage.database))
        campaign = Campaign(plan, site, database)
        before, begun = processes.spent(site.web), time.monotonic()
        campaign.play()
        minutes = (time.monotonic() - begun) / 60
        spent = {name: s - before[name] for name, s in processes.spent(site.web).items()}
        wrong = differences(campaign.ledger, campaign.landing)
    found = {
        "answers that were not as expected": campaign.ledger.wrong,
        "figures that are not as written down": wrong,
        "invariants broken": [f.promise for f in checking.check() if f.count],
    }
    report.bars.append(Bar(f"campaign, answers of {mix}", minutes, LONGEST, "min"))
    report.bars += [
        Bar(f"campaign, answers of {mix}: {what}", len(all_of), 0) for what, all_of in found.items()
    ]
    if stage.is_small and any(found.values()):
        raise RuntimeError(found)
    spent["worker"] = campaign.swept
    return figures(campaign, minutes) | {"CPU seconds": spent} | found


def figures(campaign, minutes) -> dict:
    ledger = campaign.ledger
    return {
        "calls": campaign.total,
        "reports": ledger.told.total(),
        "outcomes": {str(outcome): n for (outcome,), n in ledger.count("outcome").items()},
        "requests": ledger.requests,
        "requests a second": ledger.requests / minutes / 60,
        "ms, median and p95": {
            kind: [len(all_of), median(all_of), p95(all_of)]
            for kind, all_of in sorted(ledger.latencies.items())
        },
    }


class Campaign:
    """`plan` is a list of days, each of visits; `play` lets them happen, day after day."""

    def __init__(self, plan: list[list[Visit]], site, database):
        self.plan, self.site, self.database = plan, site, database
        self.ledger, self.labels = Ledger(len(plan)), labels()
        known = Volunteer.objects.filter(reports__gt=0)
        self.ledger.reports.update(dict(known.values_list("pk", "reports")))
        self.total = sum(len(visit.calls) for visits in plan for visit in visits)
        self.sessions = sign_in({visit.volunteer for visits in plan for visit in visits})
        # CPU seconds of the worker.
        self.swept = 0.0

    def play(self):
        self.begun = time.monotonic()
        with ThreadPoolExecutor(CLIENTS) as clients, campaign_nights.sweeper() as worker:
            for evening in range(len(self.plan)):
                sweeping = worker.submit(campaign_nights.sweep) if evening else None
                self.pass_evening(clients, evening)
                if sweeping:
                    self.swept, alone = sweeping.result()
                    self.ledger.alone += alone
                if evening + 1 < len(self.plan):
                    campaign_nights.pass_day(evening)
                    # Limits by the hour, which does not pass here.
                    cache.clear()

    def pass_evening(self, clients, evening: int):
        visits = deque(self.plan[evening])
        busy = {clients.submit(self.serve, evening, visits) for _ in range(CLIENTS)}
        while busy:
            done, busy = wait(busy, timeout=EVERY)
            for client in done:
                client.result()
            self.show(evening)

    def serve(self, evening: int, visits: deque):
        """One client: as long as there are visits on this evening, make the next one."""
        link = Connection(self.site.port)
        while visits:
            try:
                visit = visits.popleft()
            except IndexError:
                break
            visitor = Visitor(link, self.sessions[visit.volunteer], visit.language)
            caller = Caller(visit, evening, visitor, self.ledger, self.database, self.labels)
            try:
                self.leave(caller, caller.come())
            except (Unexpected, OSError) as problem:
                self.ledger.wrong.append(str(problem))
                if len(self.ledger.wrong) > MOST_WRONG:
                    raise
        link.close()

    def leave(self, caller: Caller, later: list):
        """Tell at once what is told on this evening; let the rest be told on later ones."""
        for days, untold in later:
            due, visit = min(caller.evening + days, len(self.plan) - 1), caller.visit
            if due == caller.evening:
                caller.tell_late(untold)
            else:
                again = Visit(visit.volunteer, visit.country, visit.language, untold=[untold])
                self.plan[due].append(again)

    def show(self, evening: int):
        spent, made = time.monotonic() - self.begun, self.ledger.made
        rate, left = self.ledger.requests / spent, spent * (self.total / max(1, made) - 1)
        print(
            f"  day {evening + 1} of {len(self.plan)}: {made:,} of {self.total:,} calls, "
            f"{rate:,.0f} requests a second, {left / 60:,.1f} min left",
            flush=True,
        )

    def landing(self) -> str:
        return Visitor(Connection(self.site.port), language="en").get("").body.decode()
