"""What is promised of numbers and draws, in plain Python: dictionaries, and a clock in seconds.

Written from the promises, not from the verbs. A rest that is drawn at random is a range of days
until the database has been asked which it became; what had expired when somebody closed it may
have got either ending.
"""

from dataclasses import dataclass

MINUTE, HOUR, DAY = 60, 3600, 86400
LIVE, TRIED, DONE, DEAD, SUPPRESSED = range(5)
TOO_LATE = "too late"


@dataclass
class Person:
    is_proven: bool
    is_active: bool = True
    reports: int = 0


@dataclass
class Loan:
    number: int | None
    person: int | None
    at: float
    until: float
    is_proven: bool
    found: tuple | None
    wrote: tuple | None = None
    ending: str = ""
    ended_at: float | None = None
    said_at: float | None = None
    outcome: str = ""
    version: int = 0
    is_talking: bool = False
    is_silencing: bool = False

    def holds(self, now):
        return not self.ending and now < self.until

    def end(self, ending, now):
        self.ending, self.ended_at = ending, self.ended_at or min(now, self.until)

    def row(self, now):
        """All of it that can be seen."""
        said = self.version, self.outcome, self.is_talking
        found = (*(self.found or (None, None)), *(self.wrote or (None, None)))
        return self.holds(now), self.number, self.person, self.ending, *said, *found

    def learn(self, person, ending, ended_at, now):
        """What expired may be closed by whoever comes upon it; what is forgotten, nobody's."""
        if not self.ending and now >= self.until and ending in ("expired", "taken"):
            assert self.until - 1 <= ended_at <= now
            self.ending, self.ended_at = ending, ended_at
        if self.number is None and person is None:
            self.person = None


class Plain:
    """Every method is a verb: it returns what the verb must return."""

    def __init__(self, numbers, people):
        self.numbers = dict.fromkeys(numbers, (LIVE, 0))
        self.people = people
        self.loans, self.hashes = {}, set()
        self.counted = self.calls = 0

    def learn(self, found):
        """Which days the rests became that were drawn at random."""
        for number, (fate, rest) in list(self.numbers.items()):
            if isinstance(rest, range):
                became = found[number]
                assert (became[0], became[1] in rest) == (fate, True)
                for loan in self.loans.values():
                    if loan.wrote is self.numbers[number]:
                        loan.wrote = became
                self.numbers[number] = became

    def pass_days(self, days):
        """Rests that have ended stay what they are: not those of a number that never rested."""

        def later(state):
            return state and (state[0], max(1, state[1] - days) if state[1] else 0)

        self.numbers = {number: later(state) for number, state in self.numbers.items()}
        for loan in self.loans.values():
            loan.found, loan.wrote = later(loan.found), later(loan.wrote)

    def held_by(self, person, now):
        held = (key for key, loan in self.loans.items() if loan.person == person)
        return next((key for key in held if self.loans[key].holds(now)), None)

    def holder_of(self, number, now):
        return next((x for x in self.loans.values() if x.number == number and x.holds(now)), None)

    def drawable(self, now, today):
        return {
            number
            for number, (fate, rest) in self.numbers.items()
            if fate < DONE and rest <= today and not self.holder_of(number, now)
        }

    def lend(self, key, number, person, now):
        proven, found = self.people[person].is_proven, self.numbers[number]
        self.loans[key] = Loan(number, person, now, now + 30 * MINUTE, proven, found)

    def extend(self, key, now, _today):
        loan = self.loans.get(key)
        if loan is None or not loan.holds(now) or loan.is_talking:
            return False
        loan.is_talking, loan.until = True, loan.at + 4 * HOUR
        return True

    def release(self, key, reason, now, today):
        loan = self.loans.get(key)
        if loan is None or not loan.holds(now):
            return False
        loan.end("released", now)
        if reason == "known":
            fate, rest = self.numbers[loan.number]
            loan.wrote = fate, range(max(rest, today + 90), max(rest, today + 96) + 1)
            self.numbers[loan.number] = loan.wrote
        return True

    def unrelease(self, key, now, _today):
        loan = self.loans.get(key)
        is_undoable = (
            loan is not None
            and loan.ending == "released"
            and now < loan.ended_at + MINUTE
            and now < loan.until
            and loan.person is not None
            and self.people[loan.person].is_active
            and self.numbers[loan.number][0] < DONE
            and not self.holder_of(loan.number, now)
            and not self.held_by(loan.person, now)
        )
        if not is_undoable:
            return False
        fate, rest = self.numbers[loan.number]
        if loan.wrote and rest == loan.wrote[1]:
            self.numbers[loan.number] = fate, loan.found[1]
        loan.ending, loan.ended_at, loan.wrote = "", None, None
        return True

    def report(self, key, outcome, now, today):
        loan = self.loans.get(key)
        if loan is None:
            return TOO_LATE
        if loan.version:
            return False
        if now >= (loan.ended_at or loan.until) + 3 * DAY:
            return TOO_LATE
        if loan.person is not None:
            self.people[loan.person].reports += 1
        loan.said_at = now
        self._say(loan, outcome, now, today)
        return True

    def amend(self, key, version, outcome, now, today):
        loan = self.loans.get(key)
        is_too_early = loan is None or loan.number is None or not loan.version
        if is_too_early or now >= loan.said_at + 15 * MINUTE:
            return TOO_LATE
        if loan.version != version:
            return False
        self._say(loan, outcome, now, today)
        return True

    def _say(self, loan, outcome, now, today):
        fate, rest = self.numbers[loan.number]
        is_free = (fate, rest) in (loan.found, loan.wrote) and not self._is_others(loan, now)
        base = loan.found[0] if is_free else fate
        became, days = outcome_of(outcome, loan.is_proven, base)
        rests = [today + day if day else 0 for day in days]
        if not is_free:
            became, rests = max(became, fate), [max(rest, day) for day in rests]
        state = became, 0 if became >= DONE else range(rests[0], rests[1] + 1)
        self.numbers[loan.number] = state
        loan.end("reported", now)
        loan.ending, loan.outcome, loan.version = "reported", outcome, loan.version + 1
        loan.wrote, loan.is_silencing = state if is_free else None, became == SUPPRESSED
        if became >= DONE:
            self._take(loan.number, now)

    def _is_others(self, loan, now):
        """Whether another holds the number, or has spoken since, or its owner has, elsewhere."""
        others = [x for x in self.loans.values() if x.number == loan.number and x is not loan]
        is_silent = self.numbers[loan.number][0] == SUPPRESSED and loan.number in self.hashes
        return is_silent or any(x.holds(now) or (x.said_at or -1) >= loan.at for x in others)

    def _take(self, number, now):
        for loan in self.loans.values():
            if loan.number == number and loan.holds(now):
                loan.end("taken", now)

    def suppress(self, number, now):
        self.hashes.add(number)
        if number in self.numbers:
            self.numbers[number] = SUPPRESSED, 0
            self._take(number, now)

    def take_back(self, person, now):
        """How many draws at the least and at the most: what has expired may be open still."""
        still = [x for x in self.loans.values() if x.person == person and not x.ending]
        held = [loan for loan in still if loan.holds(now)]
        for loan in held:
            loan.end("taken", now)
        return range(len(held), len(still) + 1)

    def suspend(self, person, now):
        was_active, self.people[person].is_active = self.people[person].is_active, False
        self.take_back(person, now)
        return was_active

    def reinstate(self, person):
        was_active, self.people[person].is_active = self.people[person].is_active, True
        return not was_active

    def erase(self, person, now):
        self.take_back(person, now)
        del self.people[person]
        for loan in self.loans.values():
            if loan.person == person:
                loan.person = None

    def reclaim(self, limit, now):
        expired = [x for x in self.loans.values() if not x.ending and now >= x.until]
        return min(limit, len(expired))

    def load(self, numbers):
        for number in set(numbers) - self.hashes - set(self.numbers):
            self.numbers[number] = LIVE, 0

    def forgettable(self, now):
        """Reports that may be forgotten now, and whether they must (None: as one likes)."""
        final = {
            key: loan
            for key, loan in self.loans.items()
            if loan.number and loan.version and now >= loan.said_at + 16 * MINUTE
        }
        oldest = max((now - loan.said_at for loan in final.values()), default=0)
        is_closed = any(now >= loan.ended_at + 3 * DAY for loan in final.values())
        must = len(final) >= 20 or oldest >= DAY or is_closed
        return list(final), must or (None if oldest >= 22 * HOUR else False)

    def forget(self, keys):
        for key in keys:
            loan = self.loans[key]
            if loan.is_silencing:
                self.hashes.add(loan.number)
            loan.number = loan.said_at = loan.found = loan.wrote = None
            loan.is_talking = False
            self.counted += 1

    def settle(self, keys, calls):
        for key in keys:
            del self.loans[key]
        self.calls += calls

    def drop(self, now):
        """Draws that ended three days ago without a report."""
        for key, loan in list(self.loans.items()):
            if loan.ending and not loan.version and now >= loan.ended_at + 3 * DAY:
                del self.loans[key]


def outcome_of(outcome, is_proven, fate):
    """The fate that the outcome gives a number of `fate`, and the days for which it rests."""
    if outcome == "asked_not_to":
        return SUPPRESSED, (0, 0)
    if outcome == "no_calls_from_abroad":
        return fate, (180, 186)
    if is_proven and outcome != "nobody":
        return DEAD if outcome == "no_such_number" else DONE, (0, 0)
    if fate != LIVE:
        return DONE, (0, 0)
    return TRIED, (7, 13) if outcome == "nobody" else (90, 96)
