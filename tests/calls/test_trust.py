"""How far a volunteer's word goes."""

import datetime

import pytest
from django.utils import timezone

from calls import outlook, pool, trust
from calls.models import Draw, Outcome, Rules
from calls.trust import Level
from tests.factories import PROVEN, make_caller, make_number

pytestmark = pytest.mark.django_db


def level(**fields):
    outlook.forget()
    return trust.level(make_caller(**fields), outlook.lately())


def ago(**days):
    return timezone.now().date() - datetime.timedelta(**days)


PHRASE = {"password": "pbkdf2_sha256$1$salt$hash"}
LEVELS = {
    "who has just come": ({}, Level.NEW),
    "who has just come without an address": (PHRASE, Level.SMALL),
    "who has reported, but on the first day": ({"reports": 3}, Level.NEW),
    "who has reported little": ({"reports": 2, "joined_on": ago(days=30)}, Level.NEW),
    "who has reported since yesterday": ({"reports": 3, "joined_on": ago(days=1)}, Level.KNOWN),
    "who did so without an address": (
        {"reports": 3, "joined_on": ago(days=1)} | PHRASE,
        Level.KNOWN,
    ),
    "who has reported enough, for long enough, and talked": (PROVEN, Level.PROVEN),
    "who has not reported enough": (PROVEN | {"reports": 9}, Level.KNOWN),
    "who has not been here for long enough": (
        PROVEN | {"joined_on": ago(days=6)},
        Level.KNOWN,
    ),
    "who has never talked": (PROVEN | {"talks": 0}, Level.KNOWN),
    "who has met no check where there are none": (PROVEN | {"checks_passed": 0}, Level.PROVEN),
    "who is doubted": (PROVEN | {"is_doubted": True}, Level.NEW),
    "who is doubted and has no address": (PROVEN | {"is_doubted": True} | PHRASE, Level.SMALL),
}


@pytest.mark.parametrize("who", LEVELS)
def test_reports_and_days_make_the_level(who):
    fields, expected = LEVELS[who]

    assert level(**fields) == expected


def test_a_changed_rule_holds_for_everybody_at_once():
    before = level(**PROVEN)
    Rules.objects.update(proven_reports=11)

    assert (before, level(**PROVEN)) == (Level.PROVEN, Level.KNOWN)


def test_a_draw_notes_whether_its_volunteer_is_proven_now():
    for _ in range(3):
        make_number()
    people = make_caller(is_proven=True), make_caller(is_proven=True, is_doubted=True)

    assert [pool.draw(person).is_proven for person in people] == [True, False]


def totals(volunteer):
    volunteer.refresh_from_db()
    return volunteer.reports, volunteer.talks


def test_a_report_counts_once_and_a_talk_as_one():
    make_number()
    make_number()
    volunteer = make_caller()
    for outcome in (Outcome.TALKED, Outcome.NOBODY):
        drawn = pool.draw(volunteer)
        pool.report(drawn, outcome)
        pool.report(drawn, Outcome.TALKED)

    assert totals(volunteer) == (2, 1)


def test_an_amendment_moves_the_talks_both_ways():
    make_number()
    volunteer = make_caller()
    drawn = pool.draw(volunteer)
    pool.report(drawn, Outcome.NOBODY)
    found = []
    for version, outcome in enumerate((Outcome.TALKED, Outcome.TALKED, Outcome.ENDED), 1):
        pool.amend(drawn, version, outcome)
        found.append(totals(volunteer))
    # An old page changes nothing.
    pool.amend(drawn, 1, Outcome.TALKED)

    assert found == [(1, 1), (1, 1), (1, 0)]
    assert totals(volunteer) == (1, 0)
    assert Draw.objects.get().outcome == Outcome.ENDED
