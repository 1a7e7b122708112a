"""What is said of two openers: only what can be told, and never which one to choose."""

import pytest
from django.utils import translation

from calls.evidence import counting, trials
from calls.evidence.sequence import Plan
from calls.evidence.verdicts import about, letter, points, sentences, verdicts
from tests.calls.evidence.held import make_calls, make_talks, make_trial, now, week

pytestmark = pytest.mark.django_db
PLANNED = about(round(Plan(openers=2, smallest=0.05).answered))


def answer(opener, hits, misses, **fields):
    """So many answered calls, each of another caller."""
    make_talks(hits, opener, **fields)
    make_calls(misses, opener, **fields)


def said(trial, weeks=1):
    """The sentences of the first pair."""
    (first, *_others) = verdicts(trial, counting.count(trial, now(weeks - 1)))
    return sentences(first, trial)


def test_before_anything_was_counted_all_planned_calls_are_needed():
    assert said(make_trial()) == [
        "No difference between A and B can be told yet. "
        f"About {PLANNED:,} more answered calls are needed."
    ]


def test_while_few_have_answered_the_rest_of_the_planned_calls_is_needed():
    trial = make_trial()
    for opener in trial.openers:
        answer(opener, 9, 200)

    (verdict,) = verdicts(trial, counting.count(trial, now()))

    assert verdict.looks == []
    assert sentences(verdict, trial) == [
        "No difference between A and B can be told yet. "
        f"About {PLANNED - 400:,} more answered calls are needed."
    ]


def test_where_the_interval_is_wide_it_says_how_much_more_is_needed():
    trial = make_trial()
    for opener in trial.openers:
        answer(opener, 50, 50)

    (verdict,) = verdicts(trial, counting.count(trial, now()))

    (look,) = verdict.looks
    assert (look.value, look.shares, look.answered) == (0, (0.5, 0.5), 200)
    assert look.low == -look.high
    assert sentences(verdict, trial) == [
        "No difference between A and B can be told yet. "
        f"About {about(verdict.needed):,} more answered calls are needed."
    ]


def test_a_difference_is_told_with_its_direction_and_its_bounds():
    trial = make_trial()
    answer(trial.openers[0], 20, 180)
    answer(trial.openers[1], 160, 40)

    (verdict,) = verdicts(trial, counting.count(trial, now()))

    (look,) = verdict.looks
    low, high = (f"{-100 * end:.1f}" for end in (look.high, look.low))
    assert sentences(verdict, trial) == [
        "A difference can be told: with B the share is larger than with A, "
        f"by {low} to {high} percentage points."
    ]


def test_a_difference_that_is_told_may_be_smaller_than_what_matters():
    trial = make_trial(least=50)
    answer(trial.openers[0], 160, 240)
    answer(trial.openers[1], 80, 320)

    (first,) = said(trial)

    assert first.startswith(
        "A difference can be told, and it is smaller than what was declared to matter: "
        "with A the share is larger than with B, by "
    )


def test_that_no_difference_matters_is_told_as_well():
    trial = make_trial(least=50)
    for opener in trial.openers:
        answer(opener, 60, 60)

    assert said(trial) == [
        "Any difference between A and B is smaller than what was declared to matter: "
        "50 percentage points."
    ]


def test_where_as_many_have_answered_as_were_planned_no_more_are_asked_for():
    trial = make_trial(least=30)
    answer(trial.openers[0], 55, 45)
    answer(trial.openers[1], 40, 60)

    assert said(trial) == [
        "No difference between A and B can be told, though as many calls were answered as were "
        "planned."
    ]


def test_after_its_end_nothing_more_is_asked_for():
    assert said(make_trial(ended_on=week(0))) == ["No difference between A and B could be told."]


def test_what_was_told_once_is_said_ever_after():
    trial = make_trial()
    answer(trial.openers[0], 80, 20)
    answer(trial.openers[1], 20, 80)
    answer(trial.openers[0], 0, 60, week=week(1))
    answer(trial.openers[1], 60, 0, week=week(1))

    (first,), (second, since) = said(trial, weeks=1), said(trial, weeks=2)

    assert first.startswith("A difference can be told: with A the share is larger than with B")
    assert second == first
    assert since == (
        "That was told by the end of the week of March 2, 2026. What came later takes nothing back."
    )


def test_three_openers_have_three_verdicts():
    trial = make_trial(openers=trials.candidates())

    found = verdicts(trial, counting.count(trial, now()))

    assert [sentences(verdict, trial)[0][:40] for verdict in found] == [
        "No difference between A and B can be tol",
        "No difference between A and C can be tol",
        "No difference between B and C can be tol",
    ]


def test_looks_are_a_crowd_apart_with_each_opener():
    trial = make_trial()
    a, b = trial.openers
    for opener in trial.openers:
        answer(opener, 30, 30)
    answer(a, 20, 20, week=week(1))
    answer(b, 9, 10, week=week(1))
    answer(b, 0, 1, week=week(2))
    answer(a, 4, 5, week=week(3))
    answer(b, 50, 50, week=week(3))

    looks = [verdicts(trial, counting.count(trial, now(weeks)))[0].looks for weeks in range(4)]

    assert [[(look.week, look.answered) for look in found] for found in looks] == [
        [(week(0), 120)],
        [(week(0), 120)],
        [(week(0), 120), (week(2), 180)],
        [(week(0), 120), (week(2), 180)],
    ]


def test_an_opener_that_is_set_aside_is_compared_no_more_and_the_others_are():
    trial = make_trial(openers=trials.candidates())
    a, b, c = trial.openers
    for opener in trial.openers:
        answer(opener, 30, 30)
    answer(a, 1, 2, week=week(1))
    for number in (1, 2):
        for opener in (b, c):
            answer(opener, 30, 30, week=week(number))

    found = verdicts(trial, counting.count(trial, now(2)))

    assert [[look.week for look in verdict.looks] for verdict in found] == [
        [week(0)],
        [week(0)],
        [week(0), week(2)],
    ]


def test_what_was_told_between_two_looks_is_not_told():
    trial = make_trial()
    a, b = trial.openers
    answer(a, 12, 13)
    answer(b, 13, 12)
    answer(a, 300, 0, week=week(1))
    answer(b, 0, 19, week=week(1))

    before, later = (verdicts(trial, counting.count(trial, now(weeks)))[0] for weeks in (0, 1))

    assert later == before
    assert later.told is None


def test_points_are_written_as_the_reader_writes_them():
    assert [points(part, "+") for part in (0.0312, -0.0312, 0, -0.0001)] == [
        "+3.1",
        "−3.1",
        "0.0",
        "0.0",
    ]
    with translation.override("ru"):
        assert points(-0.0312) == "−3,1"


@pytest.mark.parametrize(
    ("calls", "said"), [(1, 10), (10, 10), (101, 110), (3321, 3400), (29_999, 30_000)]
)
def test_a_guess_has_two_digits(calls, said):
    assert about(calls) == said


def test_openers_are_named_by_letters():
    assert [letter(place) for place in range(3)] == ["A", "B", "C"]
