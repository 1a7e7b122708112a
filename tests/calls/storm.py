"""Everything at once: clients that draw, report, release and are erased, while sweeps run.

`Storm.rage` returns what was seen to be wrong. Time is moved in the rows, never in a clock: a
loan is cut to a second after it was made, and reports are made old enough to be forgotten.
"""

import contextlib
import random
import threading
import time
from collections import Counter
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from calls import pool
from calls.models import Draw, Fate, Outcome, PhoneNumber, Reason, SuppressedNumber
from tests.calls.looks import AFTERWARDS, TRIGGER, looks, report_counts
from tests.factories import make_caller, make_volunteer
from volunteers import membership
from volunteers.models import Standing, Volunteer

# Most calls are not answered; otherwise a thousand numbers would be finished in a second.
OUTCOMES = [Outcome.NOBODY] * 6 + [Outcome.NO_ABROAD] * 6 + list(Outcome)
# Seconds more for what has not happened yet, where the machine is slow.
PATIENCE = 60


class Storm:
    def __init__(self, clients=32, seconds=10, wanted=()):
        """It rages for `seconds`, and until each act that is `wanted` has happened."""
        self.clients, self.seconds, self.wanted = clients, seconds, wanted
        self.lock = threading.Lock()
        self.sent = self.recorded = 0
        self.done, self.wrong, self.reported, self.ended = Counter(), [], [], []
        self.numbers = list(PhoneNumber.objects.values_list("pk", flat=True))
        # Two tabs each: half as many volunteers as clients.
        self.moderator = make_volunteer(is_superuser=True)
        self.volunteers = [make_caller(is_proven=n % 2 == 0) for n in range(clients // 2)]

    def rage(self):
        """Run until the time is up; everything seen to be wrong, as a list of sentences."""
        with connection.cursor() as cursor:
            cursor.execute(TRIGGER)
        self.until = time.monotonic() + self.seconds
        pairs = [[volunteer] for volunteer in self.volunteers]
        people = [pairs[n // 2] for n in range(self.clients)]
        threads = [threading.Thread(target=self.run, args=(self.volunteer, p)) for p in people]
        threads += [
            threading.Thread(target=self.run, args=(act, None))
            for act in (self.sweep, self.reclaim, self.pass_by, self.moderate, self.age, self.look)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if not self.wrong:
            self.look(None)
            if set(report_counts()) != {self.recorded}:
                self.wrong.append(f"reports counted as {report_counts()}, recorded {self.recorded}")
        with connection.cursor() as cursor:
            cursor.execute(AFTERWARDS)
        return self.wrong

    def run(self, act, person):
        try:
            while self.goes_on():
                act(person)
        except Exception as error:
            self.wrong.append(f"{act.__name__}: {error!r}")
            raise
        finally:
            connection.close()

    def goes_on(self):
        left = self.until - time.monotonic()
        missing = left > -PATIENCE and not all(self.done[act] for act in self.wanted)
        return not self.wrong and (left > 0 or missing)

    def volunteer(self, person):
        """One act of a volunteer, in one of their two tabs."""
        try:
            drawn = pool.draw(person[0])
        except pool.NotNow as refusal:
            self.done[str(refusal.reason)] += 1
            return
        except PermissionDenied:
            # The other tab has just had the account suspended or erased.
            self.done["gone"] += 1
            return
        cut(drawn)
        self.done["drawn"] += 1
        self.follow(drawn)
        if random.random() < 0.02:
            self.moderate_one(person)

    def follow(self, drawn):
        act = random.choice(("report", "report", "leave", "release", "late", "talk"))
        if act == "talk" and pool.extend(drawn):
            self.done["extended"] += 1
        if act == "release" and pool.release(drawn, random.choice(list(Reason))):
            self.done["released"] += 1
            time.sleep(random.choice((0, 0, 0.5)))
            if random.random() < 0.5 and pool.unrelease(drawn):
                self.done["unreleased"] += 1
        if act in ("report", "talk"):
            self.report(drawn)
        if act in ("release", "leave", "late"):
            self.ended.append(drawn)
        if act == "late" and self.ended:
            self.report(random.choice(self.ended[-300:]))
            self.report(random.choice(self.ended[:30]))
        if self.reported and random.random() < 0.5:
            self.report(random.choice(self.reported[-50:]))
            self.amend(random.choice(self.reported[-50:]))

    def report(self, drawn):
        with self.lock:
            self.sent += 1
        recorded = self.say("report", pool.report, drawn, random.choice(OUTCOMES))
        with self.lock:
            self.recorded += recorded
            self.sent -= not recorded
        if recorded:
            self.reported.append(drawn)

    def amend(self, drawn):
        version = random.choice((1, 1, 2))
        self.say("amend", pool.amend, drawn, version, random.choice(OUTCOMES))

    def say(self, verb, function, *args):
        """Run a verb under its name, which the trigger notes beside what became less strict."""
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SELECT set_config('storm.verb', %s, true), "
                        "set_config('storm.draw', %s, true)",
                        [verb, str(args[0].pk)],
                    )
                said = function(*args)
        except pool.TooLate:
            self.done[f"{verb}:too late"] += 1
            return False
        self.done[f"{verb}:{said}"] += 1
        return said

    def sweep(self, _):
        self.done["forgotten"] += pool.forget(limit=100)
        self.done["settled"] += pool.settle()
        time.sleep(0.05)

    def pass_by(self, _):
        """Draw once and never come back: what others leave may be closed by their next draw."""
        with contextlib.suppress(pool.NotNow):
            cut(pool.draw(make_caller()))
        time.sleep(0.2)

    def reclaim(self, _):
        self.done["reclaimed"] += pool.reclaim(limit=50)
        time.sleep(0.005)

    def moderate(self, _):
        number = random.choice(self.numbers)
        pool.suppress(number, SuppressedNumber.Source.PAGE, "storm")
        self.done["suppressed"] += 1
        time.sleep(0.2)

    def moderate_one(self, person):
        """Ban and reinstate, or erase for good: another volunteer takes the place."""
        if random.random() < 0.5:
            membership.suspend(person[0], Standing.BANNED, by=self.moderator)
            membership.reinstate(person[0])
            self.done["banned"] += 1
        elif Volunteer.objects.filter(pk=person[0].pk).exists():
            erased, person[0] = person[0], make_caller()
            membership.erase(erased)
            self.done["erased"] += 1

    def age(self, _):
        """Make some reports old enough to be forgotten or settled, and some rests end."""
        young = Draw.objects.filter(drawn_at__gt=Now() - timedelta(hours=20))
        drawn = [drawn.pk for drawn in random.choices(self.reported[-1000:] or [Draw()], k=100)]
        alter(young.filter(number=None), drawn_at=F("drawn_at") - timedelta(hours=27))
        alter(
            Draw.objects.filter(pk__in=drawn, number__isnull=False),
            reported_at=F("reported_at") - timedelta(minutes=17),
        )
        rested = PhoneNumber.objects.filter(pk__in=random.choices(self.numbers, k=100))
        alter(rested.filter(fate__lt=Fate.DONE), rest=0)
        time.sleep(0.1)

    def look(self, _):
        recorded = self.recorded
        wrong, counts = looks(len(self.numbers))
        self.wrong += wrong
        sent = self.sent
        if not all(recorded <= count <= sent for count in counts):
            self.wrong.append(
                f"reports counted as {counts}, {recorded} recorded before, {sent} sent"
            )
        self.done["looks"] += 1


def cut(drawn):
    """Let the loan end a second after it was made."""
    held = Draw.objects.held().filter(pk=drawn.pk, is_talking=False)
    held.update(expires_at=F("drawn_at") + timedelta(seconds=1))


@transaction.atomic
def alter(rows, **fields):
    """Change `rows` behind the verbs' backs, but none that a verb is at work on."""
    pks = list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True))
    rows.model.objects.filter(pk__in=pks).update(**fields)
