"""The one page of rules, and the big switch."""

import datetime

import pytest

from calls.models import Rules

PAGE = "/en/admin/calls/rules/1/change/"
PAUSED = "The campaign is paused"


def form(**changes):
    return {
        "opens": "10:00",
        "weekend_opens": "11:00",
        "closes": "20:00",
        "loan": "30",
        "shortest_loan": "15",
        "proof_of_work": "never",
        "allowance_small": "6",
        "allowance_new": "12",
        "allowance_known": "25",
        "allowance_proven": "40",
        "pause_new": "60",
        "pause_known": "30",
        "pause_proven": "15",
        "known_reports": "3",
        "known_days": "1",
        "proven_reports": "10",
        "proven_days": "7",
        "proven_talks": "1",
        "proven_checks": "1",
        "checks_new": "8",
        "checks_known": "4",
        "checks_proven": "2",
        "unmaskings": "10",
    } | changes


def errors(page):
    return dict(page.context["adminform"].form.errors)


def test_the_list_leads_to_the_one_row(moderator):
    page = moderator.get("/en/admin/calls/rules/", follow=True)

    assert page.redirect_chain == [(PAGE, 302)]
    assert page.status_code == 200


def test_a_moderator_changes_the_hours(moderator):
    moderator.post(PAGE, form(closes="19:30"))

    assert Rules.objects.get().closes == datetime.time(19, 30)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"opens": "20:00"}, "opens", "Calls must begin before they end."),
        ({"weekend_opens": "21:00"}, "weekend_opens", "Calls must begin before they end."),
        ({"loan": "10"}, "loan", "This must not be less than the shortest time."),
        ({"allowance_new": "5"}, "allowance_new", "Who is trusted more must not get less."),
        ({"pause_known": "61"}, "pause_new", "Who is trusted less must not wait less."),
        ({"pause_new": "901"}, "pause_new", "Ensure this value is less than or equal to 900."),
        (
            {"proven_reports": "2"},
            "proven_reports",
            "Whoever is proven must not have reported less.",
        ),
        ({"proven_days": "0"}, "proven_days", "Whoever is proven must not be here for less."),
        ({"loan": "500"}, "loan", "Ensure this value is less than or equal to 120."),
    ],
)
def test_what_the_database_would_refuse_is_said_beside_its_field(moderator, changes, field, words):
    page = moderator.post(PAGE, form(**changes))

    assert errors(page) == {field: [words]}
    assert Rules.objects.get().loan == 30


@pytest.mark.parametrize(
    "hours", [{"opens": "07:59"}, {"weekend_opens": "00:00"}, {"closes": "22:01"}]
)
def test_nobody_is_called_at_night_but_in_a_demo(moderator, settings, hours):
    page = moderator.post(PAGE, form(**hours))
    assert list(errors(page)) == list(hours)

    settings.DEMO = True

    assert moderator.post(PAGE, form(**hours)).status_code == 302


def test_a_pause_is_told_on_every_page_of_the_admin(moderator):
    assert PAUSED not in moderator.get("/en/admin/").text

    moderator.post(PAGE, form(is_paused="on"))

    assert Rules.objects.get().is_paused is True
    assert PAUSED in moderator.get("/en/admin/").text
    assert PAUSED in moderator.get("/en/admin/calls/call/").text


def test_rules_are_neither_added_nor_deleted(moderator):
    assert moderator.get("/en/admin/calls/rules/add/").status_code == 403
    assert moderator.post("/en/admin/calls/rules/1/delete/", {"post": "yes"}).status_code == 403
    assert Rules.objects.count() == 1


def test_others_neither_see_nor_change_rules(psychologist):
    psychologist.post(PAGE, form(is_paused="on"))

    assert psychologist.get(PAGE).status_code == 403
    assert Rules.objects.get().is_paused is False


def test_the_page_opens_in_russian(moderator):
    assert moderator.get("/ru/admin/calls/rules/1/change/").status_code == 200
