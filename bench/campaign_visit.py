"""One evening of one volunteer, as their browser asks for it, page by page."""

import random
import re
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.utils import translation
from django.utils.html import escape

from bench.campaign_crowd import AMENDED, LATE, NEVER, TWICE, Visit
from bench.campaign_ledger import Ledger
from bench.client import Answer, Visitor
from calls.forms import OUTCOMES
from calls.models import Felt, Length, Outcome, Reason

# An opened number, its loan running; the report to be filled in; one that stands.
NUMBER = re.compile(rb'value="\+(7\d{10})"')
OPENERS = re.compile(rb'name="opener_used" value="(\d+)"')
VERSION = re.compile(rb'name="version" value="(\d+)"')
LENT, FORM = b"data-left=", b'name="choice"'
# The loan of one draw is over: what is stored moves, the clock does not.
ELAPSE = "UPDATE calls_draw SET expires_at = now() WHERE id = %s"
# Of the talks: the clock stopped by "we are talking", more told of it afterwards.
STOPPED, TOLD_MORE = 0.2, 0.6
# Whoever reports late does so on the same evening or on one of the next two.
LATEST = 2

CHOICES = {outcome: choice for choice, among in OUTCOMES.items() for outcome in among}


def labels() -> dict[tuple[str, Outcome], bytes]:
    """What a page says of an outcome, in each language."""
    found = {}
    for language in "ru", "en":
        with translation.override(language):
            for outcome in Outcome:
                found[language, outcome] = escape(outcome.label).encode()
    return found


class Unexpected(Exception):
    """An answer that a volunteer could not go on from."""

    def __init__(self, kind: str, answer: Answer):
        super().__init__(f"{kind}: {answer.status} {answer.location}")


class Untold(NamedTuple):
    """A draw left unreported: the page where it may be told late, and what it was."""

    place: str
    number: int
    drawn_on: object
    outcome: Outcome


@dataclass
class Caller:
    """`visit` on the campaign's day `evening`; `database` is a connection of the benchmark's."""

    visit: Visit
    evening: int
    visitor: Visitor
    ledger: Ledger
    database: object
    labels: dict

    def come(self) -> list[tuple[int, Untold]]:
        """Do all of the visit; returns what is left to be told, each with days to wait."""
        later = []
        for untold in self.visit.untold:
            self.tell_late(untold)
        if self.visit.calls:
            self.page("home", self.visitor.get("call/"), b"call/draw/")
        for call in self.visit.calls:
            rng = random.Random(call.seed)
            if untold := self.call(call, rng):
                later.append((rng.randint(0, LATEST), untold))
            self.ledger.made += 1
        return later

    def call(self, call, rng) -> Untold | None:
        """Draw and do what becomes of it; the draw, if it is to be told late."""
        if call.is_given_back:
            place, number = self.draw()
            self.ledger.end(number)
            reason = rng.choices((Reason.MY_LINE, Reason.NOT_NOW), (3, 1))[0]
            self.act("release", place, reason=reason.value)
        drawn_on = self.ledger.dated(self.evening)
        place, number = self.draw()
        if call.how in (NEVER, LATE):
            self.ledger.end(number)
            self.database.execute(ELAPSE, [UUID(place.rstrip("/").rpartition("/")[2])])
            untold = Untold(place, number, drawn_on, call.outcome)
            return untold if call.how == LATE else None
        if call.outcome == Outcome.TALKED and rng.random() < STOPPED:
            self.act("extend", place, LENT)
        form = self.page("form", self.visitor.get(f"{place}?ended"), FORM)
        outcome = self.tell(call, place, number, fields(call.outcome, form, rng))
        self.ledger.tell(self.visit.volunteer, number, outcome, self.told(drawn_on))
        return None

    def draw(self) -> tuple[str, int]:
        """The page of a new draw and its number."""
        answer = self.note("draw", self.visitor.post("call/draw/"))
        if answer.status != 302 or "/call/draws/" not in answer.location:
            raise Unexpected("draw", answer)
        page = self.page("drawn", self.visitor.follow(answer), LENT)
        number = int(NUMBER.search(page.body)[1])
        self.ledger.draw(number)
        return answer.location, number

    def tell(self, call, place, number, told) -> Outcome:
        """Report, perhaps twice, perhaps amended; what stands afterwards."""
        self.ledger.end(number)
        self.act("report", place, self.said(call.outcome), **told)
        if call.how == TWICE:
            self.act("report", place, self.said(call.outcome), **told)
        if call.how != AMENDED:
            return call.outcome
        form = self.page("amend form", self.visitor.get(f"{place}?amend"), FORM)
        told = fields(call.instead, form, random.Random(call.seed))
        version = int(VERSION.search(form.body)[1])
        self.act("amend", place, self.said(call.instead), version=version, **told)
        return call.instead

    def tell_late(self, untold: Untold):
        form = self.page("late form", self.visitor.get(untold.place), FORM)
        told = fields(untold.outcome, form, random.Random(untold.number))
        self.act("report", untold.place, self.said(untold.outcome), **told)
        volunteer, number = self.visit.volunteer, untold.number
        self.ledger.tell(volunteer, number, untold.outcome, self.told(untold.drawn_on))

    def told(self, drawn_on) -> tuple:
        return self.visit.country, drawn_on, self.evening

    def said(self, outcome) -> bytes:
        return self.labels[self.visit.language, outcome]

    def act(self, verb: str, place: str, shows: bytes = b"", **told):
        """POST what the draw's page offers, and go where that leads: to the same page."""
        answer = self.note(verb, self.visitor.post(f"{place}{verb}/", **told))
        if answer.status != 302 or answer.location != place:
            raise Unexpected(verb, answer)
        self.page(f"after {verb}", self.visitor.follow(answer), shows)

    def page(self, kind: str, answer: Answer, shows: bytes) -> Answer:
        self.note(kind, answer)
        if answer.status != 200 or shows not in answer.body:
            raise Unexpected(kind, answer)
        return answer

    def note(self, kind: str, answer: Answer) -> Answer:
        self.ledger.latencies[kind].append(answer.ms)
        return answer


def fields(outcome: Outcome, form: Answer, rng) -> dict:
    """What is chosen in the report's form."""
    choice = CHOICES[outcome]
    told = {"choice": choice.value}
    if len(OUTCOMES[choice]) > 1:
        told[choice.value] = outcome.value
    if outcome == Outcome.TALKED and rng.random() < TOLD_MORE:
        told |= {"length": rng.choice(Length.values), "felt": rng.choice(Felt.values)}
        if openers := OPENERS.findall(form.body):
            told["opener_used"] = int(rng.choice(openers))
    return told
