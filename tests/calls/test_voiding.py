"""What is known to be a volunteer's is taken out of what is trusted in one act, and back in."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from calls import figures, pool, voiding
from calls.evidence import counting
from calls.models import (
    Call,
    CallerKey,
    CountryTally,
    HourTally,
    Outcome,
    Review,
    Void,
    VoidedKey,
    VoidedTally,
)
from calls.pool import keys
from tests.calls.crowds import forgotten, waiting
from tests.calls.evidence.held import make_calls, make_trial, now
from tests.factories import make_caller
from volunteers import membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def liar():
    """Ten talks of theirs among a hundred calls, all settled and counted in the tallies."""
    drawn = forgotten(50, outcome=Outcome.NOBODY) + forgotten(50, outcome=Outcome.TALKED)
    pool.settle()
    return drawn[-1].volunteer


def taken():
    found = VoidedTally.objects.order_by("pk").values_list("outcome", "country", "calls")
    return list(found)


def everything():
    """All that a void may change, byte by byte."""
    with connection.cursor() as cursor:
        kept = []
        for model in (VoidedKey, VoidedTally, CountryTally, HourTally, Call):
            cursor.execute(f"SELECT t::text FROM {model._meta.db_table} t ORDER BY 1")
            kept.append(cursor.fetchall())
    return kept, figures.public()


def test_corrections_stand_beside_the_raw_tallies(liar):
    raw = list(HourTally.objects.values()), list(CountryTally.objects.values())

    assert voiding.void(liar)

    assert taken() == [("talked", "LT", -10)]
    assert (list(HourTally.objects.values()), list(CountryTally.objects.values())) == raw


def test_trusted_figures_follow(liar):
    before = figures.public()
    voiding.void(liar)
    after = figures.public()

    assert (before["calls"], after["calls"]) == (100, 90)
    assert (before["talks"], after["talks"]) == (40, 40)
    voiding.void(other_talker(liar))
    assert (figures.public()["calls"], figures.public()["talks"]) == (80, 20)
    assert after["days"] == before["days"]


def other_talker(liar):
    talked = Call.objects.filter(outcome=Outcome.TALKED).values("caller_key")
    return CallerKey.objects.filter(key__in=talked).exclude(volunteer=liar).first().volunteer


def test_a_country_from_which_nothing_is_left_is_not_counted():
    drawn = forgotten(25, people=5)
    pool.settle()
    assert figures.public()["countries"] == 1

    for volunteer in {d.volunteer for d in drawn}:
        voiding.void(volunteer)

    assert (figures.public()["countries"], figures.public()["calls"]) == (0, 0)


def test_undo_restores_all_byte_by_byte(liar):
    voiding.void(other_talker(liar))
    before = everything()

    voiding.void(liar)
    between = everything()
    assert voiding.undo(liar)

    assert between != before
    assert everything() == before


def test_to_void_twice_or_undo_twice_changes_nothing(liar):
    assert (voiding.void(liar), voiding.void(liar)) == (True, False)
    assert taken() == [("talked", "LT", -10)]

    assert (voiding.undo(liar), voiding.undo(liar)) == (True, False)
    assert taken() == []


def test_what_is_settled_later_is_void_as_well_and_comes_back_too(liar):
    voiding.void(liar)
    others = [make_caller() for _ in range(4)]
    for weeks in (0, 1):
        waiting(25, volunteers=[liar, *others], hours=30 + weeks * 7 * 24)
    pool.settle()

    assert sum(calls for *_, calls in taken()) == -20
    assert Call.objects.trusted().count() == 100 + 50 - 20
    voiding.undo(liar)
    assert taken() == []
    assert Call.objects.trusted().count() == 150


def test_once_a_key_is_forgotten_its_correction_stays_without_a_person(liar):
    voiding.void(liar)
    CallerKey.objects.update(week=timezone.now().date() - keys.KEPT)
    pool.settle()

    assert voiding.undo(liar)

    assert taken() == [("talked", "LT", -10)]
    assert (CallerKey.objects.count(), Call.objects.trusted().count()) == (0, 90)


def test_an_erased_volunteer_leaves_the_correction(liar):
    voiding.void(liar)

    membership.erase(liar)

    assert (taken(), Void.objects.count()) == ([("talked", "LT", -10)], 0)
    assert voiding.undo(liar) is False
    assert voiding.void(liar) is False


def test_void_calls_leave_the_evidence_at_once_and_come_back(liar):
    trial = make_trial()
    a, b = trial.openers
    key = CallerKey.objects.filter(volunteer=liar).first()
    for opener in (a, b):
        make_calls(30, opener)
        make_calls(30, opener, caller_key=key.key)
    before = counting.lately(trial, now())

    voiding.void(liar)
    after = counting.lately(trial, now())
    voiding.undo(liar)

    assert [before.openers[o]["calls"] for o in (a, b)] == [60, 60]
    assert [after.openers[o]["calls"] for o in (a, b)] == [30, 30]
    assert counting.lately(trial, now()).openers == before.openers


def test_voiding_closes_the_review(liar):
    review = Review.objects.create(volunteer=liar, reasons=["talks"])

    voiding.void(liar)

    review.refresh_from_db()
    assert (review.state, review.closed_on) == (
        "voided",
        datetime.datetime.now(datetime.UTC).date(),
    )


def test_a_review_is_closed_once(liar):
    review = Review.objects.create(volunteer=liar, reasons=["talks"])

    assert [voiding.close_as_fine(review) for _ in range(2)] == [True, False]


def test_shares_of_response_count_proven_volunteers_that_are_believed(liar):
    opener = make_trial().openers[0]
    make_calls(900, opener, outcome=Outcome.NOBODY, is_proven=True)
    make_calls(900, opener, outcome=Outcome.TALKED)
    assert figures.response_shares() is None

    keyed = CallerKey.objects.values("key")
    Call.objects.filter(caller_key__in=keyed).update(is_proven=True)

    assert figures.response_shares() == {"calls": 1000, "answered": 0.05, "talked": 0.05}
    voiding.void(liar)
    assert figures.response_shares() is None
