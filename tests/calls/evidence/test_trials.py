"""Trials are declared before they begin, one at a time, and then nothing but their end changes."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from calls.evidence import trials
from calls.models import Trial
from calls.pool.forgetting import AT_THE_LATEST
from calls.pool.lending import TALK
from calls.pool.reporting import AMENDABLE, LATE
from guidelines import library
from guidelines.models import Edition, Opener
from tests.calls.evidence.held import MONDAY, make_trial
from tests.guidelines.texts import make_opener

pytestmark = pytest.mark.django_db


def today():
    return library.today()


def refused(act):
    with pytest.raises(trials.Undeclarable) as refusal:
        act()
    return str(refusal.value)


def broken(sql, pk):
    """What the database says to `sql`."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql, [pk])
    return str(refusal.value).splitlines()[0]


def test_a_trial_takes_all_openers_that_run_and_begins_on_the_next_monday():
    declared = trials.declare("talked", 4)

    kept = Trial.objects.get()
    assert declared == kept
    assert (kept.measure, kept.least, kept.ended_on) == ("talked", 4, None)
    assert kept.openers == declared.openers == trials.candidates()
    assert kept.declared_on == today()
    assert kept.begins == trials.next_monday(today())
    assert (kept.begins.isoweekday(), 1 <= (kept.begins - today()).days <= 7) == (1, True)


def test_an_opener_that_is_set_aside_takes_no_part():
    aside, before = Opener.objects.first(), trials.candidates()
    Opener.objects.filter(pk=aside.pk).update(is_paused=True)

    declared = trials.declare("talked", 4)

    assert declared.openers == [pk for pk in before if pk != aside.pk]
    assert len(declared.openers) == 2


def test_two_openers_are_needed():
    Opener.objects.exclude(pk=Opener.objects.first().pk).update(is_paused=True)

    said = "A trial needs two openers in the live edition that are not set aside."
    assert refused(lambda: trials.declare("talked", 4)) == said
    assert str(trials.obstacle(trials.candidates())) == said
    assert Trial.objects.count() == 0


def test_more_than_three_are_too_many():
    openers = [{"id": opener.pk} for opener in (*Opener.objects.all(), make_opener())]
    Edition.objects.create(number=library.newest() + 1, content={"ru": {"openers": openers}})

    said = "A trial compares three openers at most. Set the others aside first."
    assert refused(lambda: trials.declare("talked", 4)) == said


def test_a_second_click_declares_nothing_more():
    trials.declare("talked", 4)

    said = "Another trial is not ended yet. Only one is held at a time."
    assert refused(lambda: trials.declare("three_minutes", 5)) == said
    assert str(trials.obstacle(trials.candidates())) == said
    assert Trial.objects.get().measure == "talked"


def test_after_its_end_the_next_one_may_be_declared():
    trials.end(trials.declare("talked", 4))

    assert trials.obstacle(trials.candidates()) is None
    assert trials.declare("talked", 4).ended_on is None
    assert Trial.objects.count() == 2


def test_a_trial_is_ended_once():
    trial = make_trial()

    assert (trials.end(trial), trials.end(trial)) == (True, False)
    assert Trial.objects.get().ended_on == today()


@pytest.mark.parametrize(
    "change",
    [
        "measure = 'talked'",
        "least = 6",
        "openers = '{2,1}'",
        "begins = begins + 7",
        "declared_on = declared_on - 1",
        "least = 6, ended_on = current_date",
    ],
)
def test_what_was_declared_is_not_changed_by_hand_either(change):
    trial = make_trial()

    said = broken(f"UPDATE calls_trial SET {change} WHERE id = %s", trial.pk)

    assert said == f"trial {trial.pk} is declared and never changes"


@pytest.mark.parametrize("end", ["current_date + 1", "NULL", "current_date"])
def test_the_day_of_its_end_stays(end):
    trial = make_trial(ended_on=MONDAY)

    said = broken(f"UPDATE calls_trial SET ended_on = {end} WHERE id = %s", trial.pk)

    assert said == f"trial {trial.pk} is declared and never changes"


def test_no_trial_is_taken_away():
    trial = make_trial()

    said = broken("DELETE FROM calls_trial WHERE id = %s", trial.pk)

    assert said == f"trial {trial.pk} is declared and never changes"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_declare_at_once_one_does():
    def declare(measure):
        try:
            return trials.declare(measure, 5).measure
        except trials.Undeclarable:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        declared = [*pool.map(declare, ["talked", "gentle"])]

    assert sorted(filter(None, declared)) == [Trial.objects.get().measure]


def test_a_week_counts_once_it_has_been_over_for_a_week():
    trial, day = make_trial(), datetime.timedelta(days=1)

    assert trials.weeks(trial, MONDAY - day) == trials.weeks(trial, MONDAY + 13 * day) == []
    assert trials.weeks(trial, MONDAY + 14 * day) == trials.weeks(trial, MONDAY + 20 * day)
    assert trials.weeks(trial, MONDAY + 20 * day) == [MONDAY]
    assert trials.weeks(trial, MONDAY + 21 * day) == [MONDAY, MONDAY + trials.WEEK]
    assert trials.first_figures(trial) == MONDAY + 14 * day


def test_no_report_comes_to_a_week_that_counts():
    """Open until the talk ends, then reported, final, forgotten, and settled in the next night."""
    forgotten = TALK + LATE + AMENDABLE + AT_THE_LATEST

    assert forgotten + datetime.timedelta(days=1) < trials.SETTLED


def test_the_week_of_its_end_counts_whole_and_none_after_it():
    trial = make_trial(ended_on=MONDAY + datetime.timedelta(days=8))

    found = trials.weeks(trial, MONDAY + datetime.timedelta(days=90))

    assert found == [MONDAY, MONDAY + trials.WEEK]
    assert trials.weeks(trial, MONDAY + datetime.timedelta(days=14)) == [MONDAY]


def test_one_that_ended_before_it_began_has_no_week():
    trial = make_trial(ended_on=MONDAY - datetime.timedelta(days=1))

    assert trials.weeks(trial, MONDAY + datetime.timedelta(days=90)) == []
