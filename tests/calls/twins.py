"""A real pool and a plain one that begin alike: time passes for both, and they are compared."""

import datetime
import io
import tempfile
import time
from collections import defaultdict
from itertools import cycle, islice

from django.core.management import call_command
from django.db import connection
from django.db.models import Case, F, When
from django.db.models.functions import Now
from django.utils import timezone

from calls import effects
from calls.models import (
    Call,
    CallerKey,
    CountryTally,
    Draw,
    HourTally,
    PhoneNumber,
    Range,
    Region,
    RegionTally,
    SuppressedNumber,
)
from calls.pool.suppression import is_suppressed
from guidelines import library
from tests.calls.plain import DAY, HOUR, Loan, Person, Plain
from tests.factories import make_caller, make_region, make_volunteer
from volunteers.models import Volunteer

FIRST = 79450000000
# Two ranges of three numbers. Few are in the pool at first, so that people meet over them.
THERE, FURTHER = [FIRST, FIRST + 1, FIRST + 3], [FIRST + 2, FIRST + 4, FIRST + 5]
# Those who act, and those of whom forgotten reports wait for one more to be a crowd.
PEOPLE, CROWD, WAITING = 3, 5, 19
STATES = ("found_fate", "found_rest", "wrote_fate", "wrote_rest")
COLUMNS = ("is_held", "number", "volunteer", "ending", "version", "outcome", "is_talking", *STATES)
TALLIES = (RegionTally, CountryTally, HourTally)
OLDER = (
    """
    UPDATE calls_draw SET drawn_at = drawn_at - %(by)s, expires_at = expires_at - %(by)s,
        closed_at = closed_at - %(by)s, reported_at = reported_at - %(by)s
    WHERE number_id IS NOT NULL
    """,
    """
    UPDATE calls_draw SET drawn_at = date_trunc('hour', drawn_at - %(by)s),
        closed_at = date_trunc('hour', closed_at - %(by)s)
    WHERE number_id IS NULL
    """,
)
RESTED = (
    """
    UPDATE calls_draw SET
        found_rest = found_rest - least(%(days)s, greatest(found_rest - 1, 0)),
        wrote_rest = wrote_rest - least(%(days)s, greatest(wrote_rest - 1, 0))
    """,
    """
    UPDATE calls_phonenumber SET rest = rest - least(%(days)s, greatest(rest - 1, 0))
    """,
)
COUNTS = """
SELECT (SELECT sum(calls) FROM calls_regiontally), (SELECT sum(calls) FROM calls_countrytally),
    (SELECT sum(calls) FROM calls_hourtally), (SELECT count(*) FROM calls_call),
    (SELECT count(*) FROM calls_suppressednumber WHERE source <> 'key')
"""


def build_stage():
    """What all examples share: two regions where it is noon, their ranges, and a moderator."""
    for first in FIRST, FIRST + 3:
        Range.objects.create(first=first, last=first + 2, region=make_region(), territory="")
    make_volunteer(is_superuser=True)


class Twins:
    """`now` is in seconds: this machine's clock, and all pauses added to it."""

    def __init__(self):
        empty()
        acting = [make_caller(is_proven=True, is_doubted=n % 2 > 0) for n in range(PEOPLE)]
        crowd = [make_volunteer(reports=WAITING) for _ in range(CROWD)]
        self.people = [person.pk for person in acting]
        self.paused, self.aside = 0, set()
        people = {
            p.pk: Person(p.talks and not p.is_doubted, reports=p.reports) for p in acting + crowd
        }
        self.plain = Plain(THERE, people)
        for drawn in fill(crowd):
            person, ended = drawn.volunteer_id, {"ending": "reported", "ended_at": self.now}
            said = {"outcome": drawn.outcome, "version": 1, "said_at": self.now}
            loan = Loan(None, person, self.now, self.now, False, None, **ended, **said)
            self.plain.loans[drawn.pk] = loan
            self.plain.counted += 1

    @property
    def now(self):
        return time.monotonic() + self.paused

    @property
    def today(self):
        return effects.day_of(datetime.datetime.now(datetime.UTC))

    def person(self, n):
        """Fetched anew, as by each request."""
        return Volunteer.objects.get(pk=self.people[n])

    def pause(self, seconds):
        _run(OLDER, by=datetime.timedelta(seconds=seconds))
        self.paused += seconds
        self.wake(seconds // DAY)

    def wake(self, days):
        """Let rests end, though nothing else grows older; and no region is set aside."""
        _run(RESTED, days=days)
        Region.objects.update(dry_until=None)
        self.plain.pass_days(days)

    def expire(self, key):
        loan = self.plain.loans.get(key)
        if loan and loan.holds(self.now):
            loan.until = self.now
            Draw.objects.filter(pk=key).update(expires_at=Now())

    def enrol(self, n):
        person = make_caller(is_proven=True, is_doubted=True)
        self.people[n] = person.pk
        self.plain.people[person.pk] = Person(is_proven=False, reports=person.reports)

    def prove(self, n):
        person = self.plain.people[self.people[n]]
        person.is_proven = not person.is_proven
        doubted = {"is_doubted": not person.is_proven}
        Volunteer.objects.filter(pk=self.people[n]).update(**doubted)

    def load(self, numbers):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write("".join(f"{number}\n" for number in numbers))
            file.flush()
            call_command(
                "import_pool",
                file.name,
                origin="ranges",
                stdout=io.StringIO(),
                stderr=io.StringIO(),
            )

    def in_sight(self, numbers):
        """Those of `numbers` whose region is not set aside."""
        there = PhoneNumber.objects.filter(pk__in=numbers).exclude(region__in=self.aside)
        return set(there.values_list("pk", flat=True))

    def judge(self, before, gone, settled):
        """Crowds alone become calls, and every crowd does. Who has waited for weeks goes, too."""
        groups, went = defaultdict(list), 0
        for drawn in before:
            drawn.age = (timezone.now() - drawn.drawn_at).total_seconds()
            monday = drawn.drawn_at.date() - datetime.timedelta(days=drawn.drawn_at.weekday())
            groups[drawn.effect, monday].append(drawn)
        for group in groups.values():
            waiting = [drawn for drawn in group if drawn.age < 28 * DAY]
            assert all(drawn in gone for drawn in group if drawn not in waiting)
            settling = [drawn for drawn in waiting if drawn in gone]
            assert not settling or is_crowd(settling)
            # The allowance needs draws for a day and a bit.
            ripe = [drawn for drawn in waiting if drawn.age > 27 * HOUR]
            assert not is_crowd(ripe) or all(drawn in settling for drawn in ripe)
            assert all(drawn.age > DAY for drawn in settling)
            went += len(settling)
        assert settled == went

    def learn_hashes(self, keys):
        """Reports that are final may be known on the list before they are forgotten."""
        loans = [self.plain.loans[key] for key in keys]
        silencing = {loan.number for loan in loans if loan.is_silencing}
        self.plain.hashes |= set(filter(is_suppressed, silencing))

    def compare(self):
        rows = PhoneNumber.objects.values_list("pk", "region", "fate", "rest")
        found = {number: (region, (fate, rest)) for number, region, fate, rest in rows}
        self.plain.learn({number: state for number, (_region, state) in found.items()})
        assert {number: state for number, (_region, state) in found.items()} == self.plain.numbers
        self._compare_draws()
        self._compare_regions({number: region for number, (region, _state) in found.items()})
        reports = {pk: person.reports for pk, person in self.plain.people.items()}
        told = Volunteer.objects.filter(is_superuser=False).values_list("pk", "reports")
        assert dict(told) == reports
        with connection.cursor() as cursor:
            cursor.execute(COUNTS)
            counted, calls, hashes = self.plain.counted, self.plain.calls, len(self.plain.hashes)
            assert cursor.fetchone() == (counted, counted, counted, calls, hashes)

    def _compare_draws(self):
        is_held = Case(When(closed_at=None, expires_at__gt=Now(), then=True), default=False)
        rows = Draw.objects.annotate(is_held=is_held, ago=Now() - F("closed_at"))
        found = {row["pk"]: row for row in rows.values("pk", "ago", *COLUMNS)}
        for key, loan in self.plain.loans.items():
            if row := found.get(key):
                ended_at = row["ago"] and self.now - row["ago"].total_seconds()
                loan.learn(row["volunteer"], row["ending"], ended_at, self.now)
        real = {key: tuple(map(row.get, COLUMNS)) for key, row in found.items()}
        plain = {key: loan.row(self.now) for key, loan in self.plain.loans.items()}
        differing = set(real.items()) ^ set(plain.items())
        assert not differing, sorted(differing, key=str)

    def _compare_regions(self, region_of):
        """A region is set aside only when it has nothing to be drawn."""
        aside = set(Region.objects.filter(dry_until__gt=Now()).values_list("pk", flat=True))
        drawable = {region_of[number] for number in self.plain.drawable(self.now, self.today)}
        assert not (aside - self.aside) & drawable
        self.aside = aside


def _run(statements, **terms):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, terms)


def is_crowd(group):
    return len(group) >= 20 and len({drawn.volunteer_id for drawn in group}) >= 5


def listed():
    return SuppressedNumber.objects.exclude(source=SuppressedNumber.Source.KEY)


def empty():
    for model in (Draw, Call, CallerKey, *TALLIES, PhoneNumber):
        model.objects.all().delete()
    listed().delete()
    Volunteer.objects.filter(is_superuser=False).delete()
    Region.objects.filter(range__isnull=False).update(size=0, dry_until=None)


def fill(crowd):
    """The first numbers, and forgotten reports of the crowd, one less than a crowd."""
    ranges = Range.objects.order_by("first")
    for number in THERE:
        region = ranges.filter(first__lte=number).last().region
        PhoneNumber.objects.create(number=number, region=region, ticket=number % 1000)
        Region.objects.filter(pk=region.pk).update(size=F("size") + 1)
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    monday = hour.date() - datetime.timedelta(days=hour.weekday())
    RegionTally.objects.create(region=region, week=monday, calls=WAITING)
    CountryTally.objects.create(country="LT", day=hour.date(), calls=WAITING)
    HourTally.objects.create(hour=hour.hour, outcome="nobody", calls=WAITING)
    said = {"outcome": "nobody", "effect": "retry", "version": 1, "ending": "reported"}
    noted = {"country": "LT", "experience": "1", "edition": library.live()}
    return Draw.objects.bulk_create(
        Draw(volunteer=person, drawn_at=hour, closed_at=hour, **said, **noted)
        for person in islice(cycle(crowd), WAITING)
    )
