"""What the clients of the replayed campaign wrote down, and whether the site says the same."""

import datetime
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncDate

from calls import figures
from calls.models import (
    Call,
    CountryTally,
    Draw,
    Fate,
    HourTally,
    Outcome,
    PhoneNumber,
    RegionTally,
)
from volunteers.models import Volunteer

BATCH = 10_000
MIDNIGHT = datetime.timedelta(seconds=5)
# The landing page keeps its figures for some seconds.
PATIENCE = 60
# Differences of one kind that are told.
MOST = 10


def today() -> datetime.date:
    """The day in UTC; over midnight it waits, so that what is done next falls on that day."""
    while (now := datetime.datetime.now(datetime.UTC)).date() != (now + MIDNIGHT).date():
        time.sleep(0.1)
    return now.date()


class Ledger:
    """Kept by all clients at once. `days` is how many the campaign lasts."""

    def __init__(self, days: int):
        self.days, self.lock = days, threading.Lock()
        # (country, day of the draw, as it will be dated at the end, evening of the report, outcome)
        self.told = Counter()
        self.reports, self.numbers, self.asked = Counter(), Counter(), set()
        self.made, self.held, self.wrong = 0, set(), []
        # Reports that the worker left in the tallies alone.
        self.alone = 0
        self.latencies = defaultdict(list)

    def dated(self, evening: int) -> datetime.date:
        """The day on which, at the end, a draw of now and of that evening was made."""
        return today() - datetime.timedelta(days=self.days - 1 - evening)

    def draw(self, number: int):
        """A client was shown `number`: nobody else may have it, or have told of it before."""
        with self.lock:
            if number in self.held or number in self.numbers:
                self.wrong.append("a number was lent to two")
            self.held.add(number)

    def end(self, number: int):
        """Before the site learns that the number is held no more: it may be lent at once."""
        with self.lock:
            self.held.discard(number)

    def tell(self, volunteer, number, outcome, told):
        """A report that stands: `told` is country, day of the draw and evening of the report."""
        with self.lock:
            self.told[(*told, outcome)] += 1
            self.reports[volunteer] += 1
            self.numbers[number] += 1
            if outcome == Outcome.ASKED:
                self.asked.add(number)

    def count(self, *fields, before=None) -> Counter:
        """Reports by some of country, day, evening and outcome, perhaps before an evening."""
        names = ("country", "day", "evening", "outcome")
        found = Counter()
        for key, n in self.told.items():
            known = dict(zip(names, key, strict=True))
            if before is None or known["evening"] < before:
                found[tuple(known[name] for name in fields)] += n
        return found

    @property
    def requests(self) -> int:
        return sum(map(len, self.latencies.values()))


def differences(ledger: Ledger, landing: Callable[[], str]) -> list[str]:
    """Whatever the site says otherwise than the clients, on the last evening of the campaign.

    `landing` fetches the landing page in English.
    """
    public = figures.public()
    expected = expected_public(ledger, [day for day, _calls in public["days"]])
    found = [f"the landing page does not say {figure}" for figure in unsaid(expected, landing)]
    pairs = {name: (as_counts(public[name]), as_counts(expected[name])) for name in expected}
    for name, (said, written) in (pairs | inside(ledger)).items():
        for word, off in ("more", said - written), ("fewer", written - said):
            found += [f"{name}: {n} {word} of {key}" for key, n in off.most_common(MOST)]
    return found


def as_counts(figure: int | list) -> Counter:
    return Counter(dict(figure) if isinstance(figure, list) else {"all": figure})


def unsaid(expected: dict, landing) -> list[str]:
    """The figures that the landing page does not show, also once what it keeps has been renewed."""
    wanted = {expected["calls"], expected["days"][-1][1], expected["countries"]} - {0}
    deadline = time.monotonic() + PATIENCE
    while True:
        page = landing()
        missing = [f"{n:,}" for n in wanted if f"<dd>{n:,}</dd>" not in page]
        if not missing or time.monotonic() > deadline:
            return missing
        time.sleep(1)


def expected_public(ledger, days: list) -> dict:
    """figures.public() from what was written down; the last evening's reports are not forgotten."""
    last = ledger.days - 1
    by_day = ledger.count("day")
    earlier = ledger.count("country", "day", before=last)
    talks = ledger.count("outcome", before=last)[Outcome.TALKED,]
    return {
        "calls": ledger.told.total(),
        "talks": talks // figures.STEP * figures.STEP,
        "countries": len({country for country, day in earlier if day < today()}),
        "days": [(day, by_day[day,]) for day in days],
    }


def inside(ledger) -> dict[str, tuple[Counter, Counter]]:
    """{what: (as the database has it, as it was written down)}."""
    waiting = Draw.objects.filter(number__isnull=False, version__gt=0)
    kept = Call.objects.count() + Draw.objects.filter(version__gt=0).count()
    volunteers = Volunteer.objects.filter(reports__gt=0)
    suppressed = numbers(ledger.asked).filter(fate=Fate.SUPPRESSED).count()
    return {
        "countries and days": (
            tallied(CountryTally, ("country", "day"), waiting, day=TruncDate("drawn_at")),
            ledger.count("country", "day"),
        ),
        "outcomes": (tallied(HourTally, ("outcome",), waiting), ledger.count("outcome")),
        "regions": (
            tallied(RegionTally, ("region",), waiting, region=F("number__region")),
            regions(ledger.numbers),
        ),
        "reports": (Counter(dict(volunteers.values_list("pk", "reports"))), ledger.reports),
        "calls and reports": (as_counts(kept + ledger.alone), as_counts(ledger.told.total())),
        "suppressed": (as_counts(suppressed), as_counts(len(ledger.asked))),
    }


def tallied(tally, fields, waiting, **named) -> Counter:
    """Calls by `fields`: those in the tallies and those that wait in their draws."""
    counted = tally.objects.order_by().values_list(*fields).annotate(n=Sum("calls"))
    uncounted = waiting.order_by().annotate(**named).values_list(*fields).annotate(n=Count("pk"))
    found = Counter()
    for *key, n in (*counted, *uncounted):
        found[tuple(key)] += n
    return found


def numbers(which):
    return PhoneNumber.objects.filter(pk__in=list(which))


def regions(told: Counter) -> Counter:
    found, all_told = Counter(), list(told)
    for n in range(0, len(all_told), BATCH):
        for number, region in numbers(all_told[n : n + BATCH]).values_list("pk", "region"):
            found[region,] += told[number]
    return found
