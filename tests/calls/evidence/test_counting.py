"""Calls of a trial are counted by the opener that was given, in groups of twenty and more."""

import datetime
import random
import uuid
from itertools import combinations, product

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calls.evidence import counting, trials
from calls.evidence.moments import moments
from calls.models import Outcome
from guidelines import library
from tests.callrussia.test_sessions import NOWHERE
from tests.calls.evidence.held import make_calls, make_talks, make_trial, now, week
from tests.guidelines.texts import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def trial(db):
    return make_trial()


def counted(trial, weeks=1):
    return counting.count(trial, now(weeks - 1))


def counts_of(trial, **which):
    """The counts with the first opener that are as named."""
    counts = counted(trial).openers[trial.openers[0]]
    return {name: counts[name] for name in which}


def test_each_outcome_counts_for_what_it_is(trial):
    given = trial.openers[0]
    for n, outcome in enumerate(Outcome, start=10):
        make_calls(n, given, outcome=outcome)

    wanted = {"calls": 91, "answered": 13 + 14 + 15 + 16, "talked": 14, "three_minutes": 0}
    assert counts_of(trial, **wanted) == wanted


def test_a_talk_counts_as_long_from_three_minutes_by_its_callers_word(trial):
    given = trial.openers[0]
    for n, length in enumerate(["", "0-1", "1-3", "3-10", "10-30", "30-"], start=10):
        make_talks(n, given, length=length)
    make_calls(9, given, outcome=Outcome.ENDED, length="3-10")

    wanted = {"answered": 75 + 9, "talked": 75, "three_minutes": 13 + 14 + 15}
    assert counts_of(trial, **wanted) == wanted


def test_how_it_felt_is_counted_where_it_was_told(trial):
    given = trial.openers[0]
    for n, felt in enumerate(["", "warm", "calm", "hard", "heavy"], start=20):
        make_talks(n, given, felt=felt)
    make_calls(5, given, outcome=Outcome.ENDED, felt="heavy")

    wanted = {"warm": 21, "calm": 22, "hard": 23, "heavy": 24 + 5}
    assert counts_of(trial, **wanted) == wanted


def test_a_call_counts_for_the_opener_that_was_given_whatever_was_used(trial):
    a, b = trial.openers
    make_talks(30, a, opener_used_id=b)
    make_talks(40, a, opener_used_id=a)
    make_talks(50, a)
    make_talks(25, b, opener_used_id=a)

    openers = counted(trial).openers
    assert [openers[pk]["calls"] for pk in (a, b)] == [120, 25]
    assert [openers[pk]["told"] for pk in (a, b)] == [70, 25]
    assert [openers[pk]["as_given"] for pk in (a, b)] == [40, 0]


def test_calls_of_other_weeks_and_openers_do_not_count(trial):
    a, b = trial.openers
    make_calls(20, a)
    make_calls(30, a, week=week(-1))
    make_calls(30, a, week=week(1))
    make_calls(30, None)

    assert counted(trial).openers[a]["calls"] == 20
    assert counted(trial).openers[b] is None
    assert counted(trial, weeks=2).openers[a]["calls"] == 50


def test_groups_are_told_apart_by_one_thing_at_a_time(trial):
    a, b = trial.openers
    old, new = library.newest(), publish().number
    make_calls(40, a, edition_id=old)
    make_calls(50, a, experience="6-20")
    make_calls(60, a, has_rehearsed=True)
    make_calls(30, a, week=week(1))
    make_calls(70, b, experience="6-20")

    found = counted(trial, weeks=2).groups

    assert sizes(found["edition"], a) == {(old, new): 150, (new,): 30}
    assert sizes(found["experience"], a) == {"1": 130, "6-20": 50}
    assert sizes(found["rehearsed"], a) == {False: 120, True: 60}
    assert sizes(found["edition"], b) == {(old, new): 70, (new,): None}
    assert set(found) == {"edition", "experience", "rehearsed"}


def sizes(groups, opener):
    return {value: own[opener] and own[opener]["calls"] for value, own in groups.items()}


def test_an_edition_is_told_apart_where_a_look_is(trial):
    a, b = trial.openers
    old, new = library.newest(), publish().number
    for opener, few in ((a, 3), (b, 19)):
        make_calls(40, opener, edition_id=old)
        make_calls(few, opener, edition_id=old, week=week(1))
        make_calls(30, opener, edition_id=new, week=week(2))
        make_calls(25, opener, edition_id=new, week=week(3))

    found = [counted(trial, weeks=n).groups["edition"] for n in (2, 3, 4)]

    assert [sizes(groups, a) for groups in found] == [
        {(old,): 40},
        {(old,): 40, (old, new): 33},
        {(old,): 40, (old, new): 33, (new,): 25},
    ]


def test_a_group_under_twenty_is_hidden_and_the_next_one_with_it(trial):
    given = trial.openers[0]
    make_calls(19, given)
    make_calls(30, given, experience="2-5")
    make_calls(40, given, experience="6-20")

    found = counted(trial)

    assert found.openers[given]["calls"] == 89
    assert sizes(found.groups["experience"], given) == {"1": None, "2-5": None, "6-20": 40}


@pytest.mark.parametrize(("calls", "shown"), [(19, [None, None]), (20, [20, 20]), (0, [None, 20])])
def test_while_an_opener_has_under_twenty_calls_those_of_the_others_wait(trial, calls, shown):
    make_calls(calls, trial.openers[0])
    make_calls(20, trial.openers[1])

    found = counted(trial).openers.values()

    assert [counts and counts["calls"] for counts in found] == shown


def test_whatever_is_shown_again_has_grown_by_a_crowd_or_not_at_all(trial):
    rng = random.Random(3)
    for number, opener, band in product(range(8), trial.openers, ["1", "2-5", "6-20"]):
        has_rehearsed, count = rng.random() < 0.5, rng.choice([0, 4, 30, 50])
        fields = {"week": week(number), "experience": band, "has_rehearsed": has_rehearsed}
        make_calls(count, opener, **fields)

    pages = [figures(counted(trial, weeks=number)) for number in range(1, 9)]

    for older, newer in combinations(pages, 2):
        grown = [newer[group] - calls for group, calls in older.items()]
        assert [calls for calls in grown if calls < 0 or 0 < calls < 20] == []
    assert len(pages[-1]) == 2 * (1 + 1 + 3 + 2)


def figures(found):
    """The calls of all that is shown."""
    shown = {opener: counts["calls"] for opener, counts in found.openers.items() if counts}
    for groups in found.groups.values():
        for value, own in groups.items():
            shown |= {(value, pk): counts["calls"] for pk, counts in own.items() if counts}
    return shown


def test_the_moments_are_those_of_the_callers_by_week(trial):
    """As if each call had been read by itself."""
    calls = invented(trial, random.Random(7))

    found = counted(trial, weeks=3).callers

    assert found.callers.shape == (3,)
    for at in range(3):
        wanted = moments(*by_caller(call for call in calls if call[0] <= at))
        assert found.callers[at] == wanted.callers
        assert found.sums[at].tolist() == wanted.sums.tolist()
        assert found.products[at].tolist() == wanted.products.tolist()


def invented(trial, rng):
    """(week, caller, place of the opener, is answered, is hit), and the same as rows."""
    made = []
    for number in range(3):
        for _ in range(40):
            caller = uuid.uuid4()
            for _call in range(rng.randint(1, 4)):
                place, kind = rng.randrange(2), rng.choice(["hit", "miss", "nobody"])
                outcome = Outcome.NOBODY if kind == "nobody" else Outcome.TALKED
                length = "10-30" if kind == "hit" else "1-3"
                fields = {"week": week(number), "caller_key": caller, "outcome": outcome}
                make_calls(1, trial.openers[place], length=length, **fields)
                made.append((number, caller, place, kind != "nobody", kind == "hit"))
    return made


def by_caller(calls):
    hits, answered = {}, {}
    for _week, caller, place, is_answered, is_hit in calls:
        for counts, counted_one in ((hits, is_hit), (answered, is_answered)):
            counts.setdefault(caller, [0, 0])[place] += counted_one
    return np.array([*hits.values()]), np.array([*answered.values()])


@pytest.mark.parametrize(
    ("measure", "hits"), [("three_minutes", 30), ("talked", 75), ("gentle", 45)]
)
def test_each_measure_has_its_hits(measure, hits):
    trial = make_trial(measure=measure)
    given = trial.openers[0]
    make_talks(30, given, felt="hard")
    make_talks(25, given, length="1-3", felt="warm")
    make_talks(20, given, length="", felt="calm")
    make_calls(10, given, felt="warm")

    assert counted(trial).callers.counts_of(0)[0].tolist() == [hits]
    assert counted(trial).callers.counts_of(0)[1].tolist() == [85]


def test_three_openers_are_counted_as_well():
    trial = make_trial(openers=trials.candidates())
    for n, opener in enumerate(trial.openers, start=1):
        make_talks(20 * n, opener)

    found = counted(trial).callers

    assert [found.counts_of(place)[1].tolist() for place in range(3)] == [[20], [40], [60]]
    assert found.products.shape == (1, 6, 6)


def questions(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_it_takes_two_questions_a_week_and_one_for_what_is_void(trial):
    make_calls(30, trial.openers[0])

    assert questions(lambda: counting.lately(trial, now())) == 3
    make_calls(30, trial.openers[0], experience="21-")
    assert questions(lambda: counting.lately(trial, now())) == 1
    sunday = now() + datetime.timedelta(days=6, hours=23)
    assert counting.lately(trial, sunday).openers[trial.openers[0]]["calls"] == 30
    assert questions(lambda: counting.lately(trial, now(1))) == 3


def test_once_it_is_ended_no_later_week_is_counted(trial):
    counting.lately(trial, now(2))
    trial.ended_on = week(1)

    assert counting.lately(trial, now(2)).weeks == [week(0), week(1)]


def test_without_the_cache_it_is_counted_each_time(trial, settings):
    settings.CACHES = NOWHERE
    make_calls(30, trial.openers[0])

    found = counting.lately(trial, now())

    assert found.openers[trial.openers[0]]["calls"] == 30
