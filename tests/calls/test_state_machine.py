"""Any verbs in any order, on a real pool and on a plain one: both must say and become the same."""

import os
import random

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from calls import checking, outlook, pool
from calls.models import Draw, Outcome, Reason, SuppressedNumber
from tests.calls.plain import DAY, HOUR, MINUTE, TOO_LATE
from tests.calls.twins import FURTHER, PEOPLE, THERE, Twins, build_stage
from volunteers import membership
from volunteers.models import Standing, Volunteer

# Most calls are not answered; otherwise all numbers would soon be finished.
OUTCOMES = st.sampled_from([*[Outcome.NOBODY, Outcome.NO_ABROAD] * 2, *Outcome])
SOMEBODY = st.integers(0, PEOPLE - 1)
# No sum of a few of them comes near a limit: those are whole minutes.
PAUSES = [minutes * MINUTE + 6 for minutes in (1, 10, 17, 31, 5 * 60)]
PAUSES += [days * DAY + HOUR + 6 for days in (1, 1, 1, 3, 14, 200)]
MOST_PAUSES = 6
# More of them for a hunt: EXAMPLES=1000 finds what needs many acts in one order.
EXAMPLES = int(os.environ.get("EXAMPLES", 30))
# Of those who are meant, the last but so many.
SOME = st.integers(0, 5)
OLD = st.booleans()
REPORTED = ("held", "held", "ended", "ended", "any")
HANDS = [
    *[("held", "release", Reason.NOT_NOW), ("held", "release", Reason.KNOWN)] * 2,
    *[("ended", "release", Reason.KNOWN), ("any", "release", Reason.MY_LINE)],
    *[("held", "extend"), ("held", "extend"), ("ended", "extend"), ("any", "extend")],
    *[("released", "unrelease")] * 3,
    ("any", "unrelease"),
]
EVENINGS = [("forget", "settle"), ("forget",), ("reclaim", "forget"), ()]
ACTS = [
    *("take_back", "suspend", "reinstate", "reinstate", "erase", "prove"),
    *("suppress", "load", "load", "wake", "wake", "wake"),
    *("reclaim", "forget", "settle"),
]


class Pools(RuleBasedStateMachine):
    @initialize(n=st.integers(0, 2**16))
    def begin(self, n):
        random.seed(n)
        outlook.forget()
        self.twins, self.pages, self.pauses = Twins(), {}, 0
        self.plain = self.twins.plain
        self.moderator = Volunteer.objects.get(is_superuser=True)

    @invariant()
    def are_alike(self):
        self.twins.compare()

    def teardown(self):
        assert [found.promise for found in checking.check() if found.is_broken] == []

    @property
    def time(self):
        return self.twins.now, self.twins.today

    def one(self, which, n):
        """The last but `n` of the draws that are so; where there is none, somebody draws.

        Nothing that is chosen may hang on what became of the choices before: which number is drawn
        is chance, and Hypothesis must be able to choose the same again.
        """
        is_it = {
            "any": lambda loan: True,
            "held": lambda loan: loan and loan.holds(self.twins.now),
            "ended": lambda loan: loan and not loan.version and not loan.holds(self.twins.now),
            "released": lambda loan: loan and loan.ending == "released",
            "reported": lambda loan: loan and loan.version and loan.number,
        }[which]
        for _ in range(2):
            if keys := [key for key in self.pages if is_it(self.plain.loans.get(key))]:
                return keys[-1 - n % len(keys)]
            self.draw(n % PEOPLE)
        return None

    def say(self, verb, key, is_old, *words):
        """Speak for a draw as it is, or as it was on a page that was opened when it was made."""
        drawn = None if is_old else Draw.objects.filter(pk=key).first()
        try:
            return verb(drawn or self.pages[key], *words)
        except pool.TooLate:
            return TOO_LATE

    @rule(who=SOMEBODY)
    def draw(self, who):
        person, (now, today) = self.twins.person(who), self.time
        held = self.plain.held_by(person.pk, now)
        drawable = self.plain.drawable(now, today)
        try:
            drawn = pool.draw(person)
        except (PermissionDenied, pool.NotNow) as refused:
            is_dry = getattr(refused, "reason", "") == pool.Refusal.DRY
            assert not person.is_active or (is_dry and not self.twins.in_sight(drawable))
            assert held is None
            return
        assert person.is_active
        if held:
            assert drawn.pk == held
            return
        assert drawn.number_id in drawable
        self.plain.lend(drawn.pk, drawn.number_id, person.pk, now)
        self.pages[drawn.pk] = drawn

    @rule(which=st.sampled_from(REPORTED), n=SOME, outcome=OUTCOMES, is_old=OLD)
    def report(self, which, n, outcome, is_old):
        if key := self.one(which, n):
            expected = self.plain.report(key, outcome, *self.time)
            assert self.say(pool.report, key, is_old, outcome) == expected

    @rule(n=SOME, behind=st.sampled_from((0, 0, 0, 1)), outcome=OUTCOMES, is_old=OLD)
    def amend(self, n, behind, outcome, is_old):
        if key := self.one("reported", n):
            version = self.plain.loans[key].version - behind
            expected = self.plain.amend(key, version, outcome, *self.time)
            assert self.say(pool.amend, key, is_old, version, outcome) == expected

    @rule(act=st.sampled_from(HANDS), n=SOME, is_old=OLD)
    def hand(self, act, n, is_old):
        (which, verb, *words) = act
        if key := self.one(which, n):
            expected = getattr(self.plain, verb)(key, *words, *self.time)
            assert self.say(getattr(pool, verb), key, is_old, *words) == expected

    @rule(n=SOME)
    def expire(self, n):
        if key := self.one("held", n):
            self.twins.expire(key)

    @precondition(lambda self: self.pauses < MOST_PAUSES)
    @rule(seconds=st.sampled_from(PAUSES), sweeps=st.sampled_from(EVENINGS))
    def pause(self, seconds, sweeps):
        self.pauses += 1
        self.twins.pause(seconds)
        for sweep in sweeps:
            # What is behind the other may be seen by the next sweep.
            self.twins.compare()
            getattr(self, f"_{sweep}")()

    def _reclaim(self):
        expected = self.plain.reclaim(1, self.twins.now)
        assert pool.reclaim(1) == expected

    def _forget(self):
        now = self.twins.now
        keys, must = self.plain.forgettable(now)
        self.plain.drop(now)
        forgotten = pool.forget()
        assert forgotten in ((0, len(keys)) if must is None else (len(keys) * must,))
        if forgotten:
            self.plain.forget(keys)
        else:
            self.twins.learn_hashes(keys)

    def _settle(self):
        before = {drawn.pk: drawn for drawn in Draw.objects.forgotten()}
        settled = pool.settle()
        after = set(Draw.objects.forgotten().values_list("pk", flat=True))
        gone = [drawn for key, drawn in before.items() if key not in after]
        self.plain.settle([drawn.pk for drawn in gone], settled)
        self.twins.judge(before.values(), gone, settled)

    @rule(who=SOMEBODY, n=SOME, act=st.sampled_from(ACTS))
    def moderate(self, who, n, act):
        if act in ("suppress", "load"):
            lately = [loan.number for loan in self.plain.loans.values() if loan.number]
            numbers = [*lately, *FURTHER] if n % 2 else [*FURTHER, *THERE, *lately]
            getattr(self, f"_{act}")(numbers[-1 - n // 2])
        elif act == "wake":
            self.twins.wake(200)
        elif act in ("reclaim", "forget", "settle"):
            getattr(self, f"_{act}")()
        else:
            getattr(self, f"_{act}")(who, self.twins.person(who), self.twins.now)

    def _suppress(self, number):
        self.plain.suppress(number, self.twins.now)
        pool.suppress(number, SuppressedNumber.Source.PAGE, "test")

    def _load(self, number):
        """With one that is there, or on the list, or listed twice."""
        numbers = [number, random.choice(THERE + FURTHER)]
        self.plain.load(numbers)
        self.twins.load(numbers)

    def _take_back(self, _who, person, now):
        assert pool.take_back(person) in self.plain.take_back(person.pk, now)

    def _suspend(self, _who, person, now):
        was_active = self.plain.suspend(person.pk, now)
        assert membership.suspend(person, Standing.PAUSED, by=self.moderator) == was_active

    def _reinstate(self, _who, person, _now):
        assert membership.reinstate(person) == self.plain.reinstate(person.pk)

    def _erase(self, who, person, now):
        self.plain.erase(person.pk, now)
        assert membership.erase(person) is True
        self.twins.enrol(who)

    def _prove(self, who, _person, _now):
        self.twins.prove(who)


@pytest.mark.django_db(transaction=True)
def test_any_verbs_in_any_order_keep_every_promise():
    build_stage()
    chosen = random.randrange(2**32)
    print(f"seed {chosen}")

    run_state_machine_as_test(
        seed(chosen)(Pools),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=40,
            deadline=None,
            database=None,
            print_blob=True,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
