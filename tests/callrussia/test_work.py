"""A proof of work: asked for by a rule or a load, good once, and a door without JavaScript."""

import base64
import json
import time

import altcha
import pytest
from django.core.cache import cache
from django.test import Client

from callrussia import buckets, events, work
from callrussia.models import SecurityEvent
from calls import outlook
from calls.models import Rules
from campaign.models import HelpRequest

pytestmark = pytest.mark.django_db
HELP = "/en/help/"


def ask(how):
    Rules.objects.update(proof_of_work=how)
    outlook.forget()


def asked_on(client, page=HELP):
    return b"data-work" in client.get(page).content


def solved(challenge=None):
    challenge = altcha.Challenge.from_dict(challenge or work.challenge())
    found = altcha.Payload(challenge, altcha.solve_challenge(challenge))
    return base64.b64encode(json.dumps(found.to_dict()).encode()).decode()


def send(client, **how):
    answer = client.post(HELP, {"topic": "question", "message": "Help"} | how)
    return answer.status_code, HelpRequest.objects.count()


def waited(monkeypatch, client, seconds):
    """The ticket of a page that was opened so many seconds ago."""
    then = time.time() - seconds
    with monkeypatch.context() as patched:
        patched.setattr(time, "time", lambda: then)
        return client.get(HELP).context["ticket"]


def said(client, **how):
    return (
        client.post(HELP, {"topic": "question", "message": "Help"} | how)
        .context["form"]
        .non_field_errors()
    )


PAGES = [HELP, "/en/account/join/", "/en/account/join/codename/", "/en/call/do-not-call/"]


@pytest.mark.parametrize("page", PAGES)
def test_it_is_asked_for_where_a_rule_says_so(client, page):
    found = []
    for how in work.Asked.values:
        ask(how)
        found.append(asked_on(client, page))

    assert found == [False, False, True]


def test_nothing_is_asked_by_default(client):
    assert send(client) == (302, 1)


def test_a_solution_opens_once(client):
    ask("always")
    solution = solved()

    assert send(client, work=solution) == (302, 1)
    assert send(client, work=solution) == (422, 1)
    assert send(Client(REMOTE_ADDR="192.0.2.9"), work=solution) == (422, 1)
    assert send(client, work=solved()) == (302, 2)


def test_without_valkey_a_solution_opens_once_in_each_process(client, settings):
    ask("always")
    nowhere = {"BACKEND": "callrussia.cache.Cache", "LOCATION": "unix:///nowhere/valkey.sock"}
    settings.CACHES = {"default": nowhere}
    solution = solved()

    assert send(client, work=solution) == (302, 1)
    assert send(client, work=solution) == (422, 1)


def test_what_is_forged_is_refused_counted_and_lost_is_nothing(client):
    ask("always")
    easy = work.challenge()
    easy["parameters"]["cost"], easy["parameters"]["keyPrefix"] = 1, "0"
    wrong = json.loads(base64.b64decode(solved()))
    wrong["solution"]["counter"] += 1
    forged = [solved(easy), base64.b64encode(json.dumps(wrong).encode()).decode()]
    forged += ["x", "e30=", "bnVsbA==", "eyJjaGFsbGVuZ2UiOiAxfQ==", "é", "A" * 10_000]

    answers = [
        client.post(HELP, {"topic": "question", "message": "Typed", "work": sent})
        for sent in forged
    ]
    events.forget()

    assert [answer.status_code for answer in answers] == [422] * len(forged)
    assert {answer.context["form"]["message"].value() for answer in answers} == {"Typed"}
    assert HelpRequest.objects.count() == 0
    assert SecurityEvent.objects.get().kind == "work"


def test_an_old_solution_is_refused(client, monkeypatch):
    ask("always")
    old = work.challenge()
    monkeypatch.setattr(work, "SECONDS", -1)
    too_old = work.challenge()

    assert send(client, work=solved(too_old)) == (422, 0)
    assert send(client, work=solved(old)) == (302, 1)


def test_without_javascript_one_waits_and_comes_in(client, monkeypatch):
    ask("always")
    early, late = (waited(monkeypatch, client, seconds) for seconds in (5, 21))

    assert said(client, since=early) == ["Please wait 20 seconds, then send it again."]
    assert send(client, since=late) == (302, 1)


def test_a_wait_that_was_too_short_goes_on(client):
    ask("always")
    ticket = client.get(HELP).context["ticket"]

    again = client.post(HELP, {"message": "Help", "since": ticket})

    assert again.context["ticket"] == ticket


def test_a_wait_counts_once_and_a_made_up_one_never(client, monkeypatch):
    ask("always")
    ticket = waited(monkeypatch, client, 21)

    assert send(client, since=ticket) == (302, 1)
    assert said(client, since=ticket) == ["Please send it again: this page was used before."]
    assert said(client, since="made:up:1") == ["Please send it again: this page was too old."]
    assert said(client) == ["Please send it again: this page was too old."]
    assert send(client, since=waited(monkeypatch, client, 3700)) == (422, 1)


def test_the_other_door_opens_three_times_for_one_network(client, monkeypatch):
    ask("always")
    tickets = [waited(monkeypatch, client, 21) for _ in range(4)]

    assert [send(client, since=ticket)[0] for ticket in tickets] == [302, 302, 302, 422]


def test_many_who_join_at_once_are_a_load(client):
    ask("loaded")
    before = asked_on(client)
    for _ in range(work.LOAD.capacity):
        work.count_joining()
    still = asked_on(client)
    work.count_joining()

    assert (before, still, asked_on(client)) == (False, False, True)
    assert 0 < cache._cache.get_client().ttl(cache.make_key("loaded")) <= work.LASTS


def test_the_work_is_a_quarter_of_a_million_hashes_on_average():
    tries = (work.LEAST + work.MOST - 1) / 2 + 1

    # Two an iteration.
    assert round(tries * work.COST * 2, -4) == 260_000


def test_a_bucket_of_one_is_full_again_only_after_each_solution_has_expired():
    assert buckets.Bucket("solution", 1, 2 * work.SECONDS) == work.ONCE
