"""Deleting one's account: the second step, and what is gone after it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from calls import pool
from calls.models import Draw, Ending, Outcome
from guidelines import typing
from guidelines.models import Comment, Section, Typed
from tests.factories import make_caller, make_number, make_volunteer
from volunteers import membership
from volunteers.models import Session, Standing, Volunteer

pytestmark = pytest.mark.django_db
PAGE, SURE = "/en/account/erase/", {"is_sure": "on"}


def signed_in(volunteer):
    client = Client()
    client.force_login(volunteer)
    return client


def test_the_account_is_gone_and_the_device_forgets_it():
    volunteer, other = make_volunteer(), make_volunteer()
    client = signed_in(volunteer)
    client.cookies["left_behind"] = "1"

    response = client.post(PAGE, SURE)

    assert response.headers["Location"] == "/en/account/farewell/"
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert {name: morsel.value for name, morsel in response.cookies.items()} == {
        "sessionid": "",
        "left_behind": "",
    }
    assert list(Volunteer.objects.all()) == [other]


def test_no_session_of_theirs_is_left_on_any_device_and_others_stay():
    volunteer, other = make_volunteer(), signed_in(make_volunteer())
    elsewhere, midway = signed_in(volunteer), Client()
    midway.post("/en/account/login/", {"login": volunteer.email})
    elsewhere.get("/en/account/settings/")
    keys = [one.session.session_key for one in (elsewhere, midway)]

    signed_in(volunteer).post(PAGE, SURE)

    assert list(Session.objects.values_list("pk", flat=True)) == [other.session.session_key]
    assert [cache.get(f"callrussia.sessions{key}") for key in keys] == [None, None]
    assert elsewhere.get("/en/account/settings/").status_code == 302
    assert other.get("/en/account/settings/").status_code == 200


def test_an_open_draw_goes_back_and_what_was_reported_stays_counted():
    for _ in range(2):
        make_number()
    volunteer = make_caller()
    pool.report(pool.draw(volunteer), Outcome.TALKED)
    pool.draw(volunteer)

    signed_in(volunteer).post(PAGE, SURE)

    told = set(Draw.objects.values_list("volunteer", "ending"))
    assert told == {(None, Ending.REPORTED), (None, Ending.TAKEN)}


def test_what_staff_typed_goes_and_what_they_said_stays_without_them():
    person, moderator = make_volunteer(is_staff=True), make_volunteer(is_superuser=True)
    text = Section.objects.first()
    typing.keep(Section, text.pk, person, {"title_ru": "…"}, 1)
    Comment.objects.create(text=text, author=person, body="Короче.")
    membership.suspend(person, Standing.PAUSED, by=moderator)
    log(moderator, person)
    membership.reinstate(person)
    log(person, text)

    signed_in(person).post(PAGE, SURE)

    assert (Typed.objects.count(), LogEntry.objects.count()) == (0, 0)
    assert [(c.author, c.body) for c in Comment.objects.all()] == [(None, "Короче.")]


def log(who, what):
    LogEntry.objects.log_actions(who.pk, type(what).objects.filter(pk=what.pk), 2, "")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_asks_for_a_tick_first(language, django_assert_num_queries):
    client = signed_in(make_volunteer())
    client.get("/en/account/leave/")

    with django_assert_num_queries(1):
        asked = client.get(f"/{language}/account/erase/")
    refused = client.post(f"/{language}/account/erase/")

    assert (asked.status_code, refused.status_code) == (200, 422)
    assert "is_sure" in refused.context["form"].errors
    assert 'aria-invalid="true"' in refused.text
    assert Volunteer.objects.count() == 1


def test_it_takes_as_many_queries_for_many_sessions_as_for_few():
    counts = []
    for others in (0, 30):
        for _ in range(others):
            signed_in(make_volunteer())
        client = signed_in(make_volunteer())
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            client.post(PAGE, SURE)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_guest_is_asked_to_sign_in(client):
    response = client.post(PAGE, SURE)

    assert response.headers["Location"] == f"/en/account/login/?next={PAGE}"
