"""Psychologists declare trials of openers, see what came of them, end them, and see no more."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calls.evidence import trials
from calls.evidence.sequence import Plan
from calls.evidence.verdicts import about
from calls.models import Trial
from guidelines import library
from guidelines.models import Opener
from tests.calls.evidence.held import LIST, make_calls, make_seen, make_trial, page_of, week

ADD = f"{LIST}add/"
DECLARED = {"measure": "talked", "least": "4"}


def test_a_psychologist_declares_a_trial(psychologist):
    page = psychologist.get(ADD)
    answer = psychologist.post(ADD, DECLARED, follow=True)

    declared = Trial.objects.get()
    assert page.context["begins"] == declared.begins
    assert [opener["pk"] for opener in page.context["openers"]] == declared.openers
    assert (declared.measure, declared.least) == ("talked", 4)
    assert answer.redirect_chain == [(page_of(declared), 302)]
    assert "The trial is declared." in answer.text
    assert "Calls count from Monday, " in answer.text


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"measure": "changed_minds"}, ["measure"]),
        ({"least": "0"}, ["least"]),
        ({"least": "51"}, ["least"]),
        ({"least": ""}, ["least"]),
    ],
)
def test_what_can_not_be_declared_is_said_beside_its_field(psychologist, sent, wrong):
    answer = psychologist.post(ADD, DECLARED | sent)

    assert (answer.status_code, [*answer.context["form"].errors]) == (422, wrong)
    assert Trial.objects.count() == 0


def test_while_one_runs_no_other_is_declared(psychologist):
    psychologist.post(ADD, DECLARED)

    page, answer = psychologist.get(ADD), psychologist.post(ADD, DECLARED | {"least": "9"})

    said = "Another trial is not ended yet. Only one is held at a time."
    assert (page.status_code, answer.status_code) == (200, 409)
    assert said in page.text
    assert said in answer.text
    assert "Declare the trial" not in page.text
    assert Trial.objects.get().least == 4


def test_with_one_opener_there_is_nothing_to_compare(psychologist):
    Opener.objects.exclude(pk=Opener.objects.first().pk).update(is_paused=True)

    page, answer = psychologist.get(ADD), psychologist.post(ADD, DECLARED)

    assert "A trial needs two openers" in page.text
    assert answer.status_code == 409
    assert Trial.objects.count() == 0


def test_before_its_first_week_is_closed_nothing_is_counted(psychologist):
    begins = trials.next_monday(library.today()) - 2 * trials.WEEK
    running = make_trial(begins=begins, declared_on=begins - datetime.timedelta(days=1))
    make_calls(50, running.openers[0], week=begins)
    trials.end(running)

    page = psychologist.get(page_of(running))

    assert page.context["first_on"] == trials.next_monday(library.today())
    assert "Calls count from Monday, " in page.text
    assert "The first figures come on Monday, " in page.text
    assert "What came of the calls" not in page.text


def test_one_that_ended_before_it_began_says_so(psychologist):
    declared = trials.declare("talked", 4)
    trials.end(declared)

    page = psychologist.get(page_of(declared))

    assert "This trial was ended before it began: nothing was counted." in page.text


def test_with_no_calls_yet_the_page_says_how_many_it_takes(psychologist):
    planned = about(round(Plan(openers=2, smallest=0.05).answered))

    page = psychologist.get(page_of(make_trial()))

    assert page.status_code == 200
    assert f"About {planned:,} more answered calls are needed." in page.text
    assert "It is too early for an interval" in page.text
    assert 'class="plot"' not in page.text


def test_ending_is_asked_once_more_and_done_once(psychologist):
    trial = make_trial()

    page = psychologist.get(page_of(trial, "end"))
    assert (page.status_code, Trial.objects.get().ended_on) == (200, None)
    first = psychologist.post(page_of(trial, "end"), follow=True)
    second = psychologist.post(page_of(trial, "end"), follow=True)

    assert "The trial is ended." in first.text
    assert "The trial had been ended before." in second.text
    assert Trial.objects.get().ended_on == library.today()
    assert "End this trial" not in first.text.partition('id="content-main"')[2]


def test_the_list_leads_to_each_trial(psychologist):
    ended, runs = make_seen(), make_trial(begins=week(4))
    trials.end(runs)
    declared = trials.declare("gentle", 1)

    page = psychologist.get(LIST)

    assert list(page.context["cl"].result_list) == [declared, runs, ended]
    assert [f'href="{page_of(trial)}"' in page.text for trial in (declared, ended)] == [True] * 2
    assert "declared" in page.text
    assert "ended on March 9, 2026" in page.text


def test_psychologists_see_nothing_else_of_calls(psychologist):
    others = ("call", "draw", "import", "phonenumber", "range", "region", "rules")
    others += ("suppressednumber",)

    pages = [psychologist.get(f"/en/admin/calls/{other}/", follow=True) for other in others]

    assert [page.status_code for page in pages] == [403] * len(others)


@pytest.mark.parametrize("path", [LIST, ADD, LIST + "{}/change/", LIST + "{}/end/"])
def test_others_see_no_trials(moderator, client, path):
    path = path.format(make_trial().pk)

    assert moderator.get(path).status_code == 403
    assert moderator.post(path, DECLARED).status_code == 403
    assert client.get(path).status_code == 302
    assert Trial.objects.filter(ended_on=None).count() == 1


@pytest.mark.parametrize("act", ["change", "end"])
def test_a_trial_that_is_not_there_is_not_found(psychologist, act):
    assert psychologist.get(f"{LIST}12345/{act}/").status_code == 404


def test_nothing_of_a_trial_is_changed_or_deleted_by_hand(psychologist):
    trial = make_trial()

    psychologist.post(page_of(trial), {"least": "1"})
    assert psychologist.post(page_of(trial, "delete"), {"post": "yes"}).status_code == 404
    assert Trial.objects.get().least == 5


def count(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_the_list_takes_as_many_queries_for_one_as_for_three(psychologist):
    make_trial(ended_on=week(1))
    one = count(lambda: psychologist.get(LIST))
    make_trial(ended_on=week(2))
    make_trial()

    assert count(lambda: psychologist.get(LIST)) == one == 7


def test_the_page_takes_two_queries_less_when_it_was_looked_at_before(psychologist):
    trial = make_seen()
    library.live()

    first, second = (count(lambda: psychologist.get(page_of(trial))) for _ in range(2))

    assert (first, second) == (13, 11)


def test_the_form_takes_few_queries(psychologist):
    assert count(lambda: psychologist.get(ADD)) == 13
