"""Every role × every address × every method: whoever is not named in tests/access.py is refused."""

import pytest
from django.contrib import admin
from django.http import HttpResponseNotAllowed

from calls.models import Draw
from tests.access import KEPT_ASIDE, MAY, THE_DRAW, Devices, addresses, faults, may, snapshot
from tests.test_pages import path_of
from tests.world import World
from volunteers import membership
from volunteers.models import Standing, Volunteer

pytestmark = pytest.mark.django_db

ODD = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
# Where an old token leads back to the draw; to report takes none at all: calls/views/draws.py.
ACTS = ("amend", "extend", "release", "unrelease", "drawn")
NO_TOKEN = {"leave": "/leave/"}
SIGN_IN = ("/en/account/login/", "/en/admin/login/")


@pytest.fixture
def world():
    return World("en")


@pytest.fixture
def devices(world):
    return Devices(world)


def is_refused(answer):
    led_to = answer.headers.get("Location", "")
    return answer.status_code in (403, 404, 405) or led_to.startswith(SIGN_IN)


@pytest.mark.parametrize("who", MAY)
def test_nobody_enters_where_they_may_not_and_looking_changes_nothing(world, devices, who):
    places, before = addresses(world), snapshot(KEPT_ASIDE)

    seen = {name: devices.become(who).get(path) for name, path in places}
    changed = dict(snapshot(KEPT_ASIDE).items() - before.items())
    done = {name: devices.ask(who, path) for name, path in places}

    entered = {n: not (is_refused(seen[n]) and is_refused(done[n])) for n in seen}
    wrong = {name: has for name, has in entered.items() if has != may(who, name)}
    failed = {n: a.status_code for a in (seen, done) for n, a in a.items() if a.status_code > 499}
    faulty = {name: found for name, answer in seen.items() if (found := faults(answer, who))}
    assert (wrong, failed, changed, faulty) == ({}, {}, {}, {})


def test_methods_that_no_form_sends_are_refused_everywhere(world, devices):
    paths = [path for _name, path in addresses(world)] + ["/en/nowhere/", "/static/css/base.css"]

    answers = [devices.become("owner").generic(method, path) for path in paths for method in ODD]

    assert {type(answer) for answer in answers} == {HttpResponseNotAllowed}
    assert {answer.headers["Allow"] for answer in answers} == {"GET, HEAD, POST"}


def test_every_act_without_its_token_is_refused(world, devices):
    devices.device.handler.enforce_csrf_checks = True
    before, done = snapshot(KEPT_ASIDE), {}

    for name, path in addresses(world):
        answer = devices.become("holder").post(path, {})
        done[name] = answer.headers.get("Location", answer.status_code)

    let_through = {name: told for name, told in done.items() if told != 403}
    draw = path_of(world, "calls:drawn", {"pk": None})
    led_back = dict.fromkeys((f"calls:{act}" for act in ACTS), draw)
    assert let_through == led_back | {"calls:draw": "/en/call/", "calls:report": 422} | NO_TOKEN
    assert snapshot(KEPT_ASIDE) == before


@pytest.mark.parametrize("act", THE_DRAW)
def test_the_draws_of_another_volunteer_are_not_there(world, devices, act):
    told = {"choice": "nobody", "reason": "not_now", "version": "1"}
    before, statuses = snapshot(KEPT_ASIDE), set()

    for stage in ("open", "talking", "reported", "released", "late"):
        place = f"/en/call/draws/{world.keys[stage]}/" + (f"{act}/" if act != "drawn" else "")
        for who in ("rested", "moderator", "owner"):
            device = devices.become(who)
            answer = device.get(place) if act == "drawn" else device.post(place, told)
            statuses.add(answer.status_code)

    assert statuses == {404}
    assert snapshot(KEPT_ASIDE) == before


def test_acts_of_the_admin_are_refused_to_whoever_may_not(world, devices):
    before, left = snapshot(KEPT_ASIDE), []

    for model, its_admin in admin.site._registry.items():
        rows = [str(row.pk) for row in model._base_manager.all()[:3]]
        label = f"/en/admin/{model._meta.app_label}/{model._meta.model_name}/"
        for act in its_admin.actions or ():
            sent = {"action": act, "_selected_action": rows, "confirmed": "1"}
            for who in ("guest", "holder", "psychologist"):
                if not may(who, f"admin:{model._meta.label_lower.replace('.', '_')}_changelist"):
                    left.append(is_refused(devices.become(who).post(label, sent)))

    assert set(left) == {True}
    assert snapshot(KEPT_ASIDE) == before


def test_a_suspended_volunteer_holds_no_number_and_is_out_at_the_next_request(world, devices):
    draw = Draw.objects.get(pk=world.keys["open"])
    moderator = Volunteer.objects.get(pk=world.people["moderator"].session["_auth_user_id"])

    membership.suspend(draw.volunteer, Standing.PAUSED, by=moderator)

    draw.refresh_from_db()
    assert draw.closed_at is not None
    answers = [devices.become("holder").get(path) for path in ("/en/call/", "/en/my-data/")]
    assert [is_refused(answer) for answer in answers] == [True, True]


def test_whoever_loses_their_role_is_out_of_the_admin_at_the_next_request(world, devices):
    place = "/en/admin/volunteers/volunteer/"
    first = devices.become("moderator").get(place).status_code

    pk = world.people["moderator"].session["_auth_user_id"]
    Volunteer.objects.get(pk=pk).groups.clear()

    assert (first, devices.become("moderator").get(place).status_code) == (200, 403)
