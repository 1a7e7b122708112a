"""Floods: what reaches the database is no more than the buckets hold."""

import pytest
from django.core import mail
from django.test import Client

from callrussia.limits import LIMITS
from callrussia.models import SecurityEvent
from calls.models import Draw
from campaign.models import HelpRequest
from tests.factories import make_caller, make_number, make_volunteer

pytestmark = pytest.mark.django_db
HOME, ELSEWHERE = "192.0.2.1", "203.0.113.9"


def ask_for_code(client, volunteer):
    return client.post("/en/account/login/", {"login": volunteer.email})


def code_of(sent):
    return next(line for line in sent.body.splitlines() if len(line) == 6 and line.isdigit())


def sign_in(client, volunteer):
    waiting = ask_for_code(client, volunteer).headers["Location"]
    client.post(waiting, {"code": code_of(mail.outbox[-1])})
    return "_auth_user_id" in client.session


def attack(volunteer, networks):
    """Ask for codes from many networks until none is sent any more."""
    return [
        ask_for_code(Client(REMOTE_ADDR=f"198.51.100.{n}"), volunteer).status_code
        for n in range(networks)
    ]


def test_of_a_thousand_requests_of_one_network_five_reach_the_verb(client):
    answers = [
        client.post("/en/help/", {"topic": "question", "message": f"{n}"}) for n in range(1000)
    ]

    assert sum(answer.status_code == 302 for answer in answers) == 5
    assert HelpRequest.objects.count() == 5
    assert 600 < int(answers[-1].headers["Retry-After"]) <= 720
    assert "try again later" in answers[-1].content.decode()
    # Written at most once a second: most still wait to be counted.
    assert SecurityEvent.objects.filter(kind="limit").count() == 1


def test_whoever_empties_the_bucket_of_an_address_keeps_no_known_device_out():
    volunteer, device = make_volunteer(), Client(REMOTE_ADDR=HOME)
    first = sign_in(device, volunteer)
    device.post("/en/account/logout/")

    attacked = attack(volunteer, networks=20)
    stranger = ask_for_code(Client(REMOTE_ADDR=ELSEWHERE), volunteer)
    device.defaults["REMOTE_ADDR"] = ELSEWHERE

    assert (first, attacked) == (True, [302] * 9 + [429] * 11)
    assert stranger.status_code == 429
    assert sign_in(device, volunteer)


def test_one_network_keeps_nobody_out_who_is_at_another():
    volunteer, attacker = make_volunteer(), Client(REMOTE_ADDR=HOME)
    attacked = [ask_for_code(attacker, volunteer).status_code for _ in range(100)]

    assert attacked == [302] * 3 + [429] * 97
    assert sign_in(Client(REMOTE_ADDR=ELSEWHERE), volunteer)


def test_the_mark_of_ones_own_device_is_none_for_anothers_address():
    victim, attacker = make_volunteer(), Client(REMOTE_ADDR=HOME)
    sign_in(attacker, make_volunteer())
    attacker.post("/en/account/logout/")
    attack(victim, networks=12)

    assert ask_for_code(attacker, victim).status_code == 429


def test_the_mark_names_nobody_and_goes_with_the_account():
    volunteer, device = make_volunteer(), Client()
    sign_in(device, volunteer)
    mark = device.cookies["known"]

    device.post("/en/account/erase/", {"is_sure": "on"})

    assert volunteer.pseudonym.partition("@")[0] not in mark.value
    assert (mark["httponly"], mark["samesite"]) == (True, "Lax")
    assert device.cookies["known"].value == ""


def test_a_hundred_guesses_at_one_code_are_ten_at_most():
    volunteer, device = make_volunteer(), Client()
    waiting = ask_for_code(device, volunteer).headers["Location"]
    session = device.cookies["sessionid"].value
    statuses, right = [], code_of(mail.outbox[-1])
    for n in range(12):
        # As if all were sent at once: each finds the session as it was.
        guess = Client()
        guess.cookies["sessionid"] = session
        before = dict(guess.session.items())
        page = guess.post(waiting, {"code": right if n == 11 else "000000"})
        statuses.append((page.status_code, "This is not the code" in page.content.decode()))
        kept = guess.session
        kept.update(before)
        kept.save()

    # Beyond the tenth, not even the right one is told from a wrong one.
    assert statuses == [(200, True)] * 10 + [(429, False)] * 2


def test_a_volunteer_who_draws_in_a_loop_is_stopped_and_told_kindly(client):
    make_number()
    client.force_login(make_caller())
    most = LIMITS["draw"].buckets[1].capacity

    answers = [client.post("/en/call/draw/") for _ in range(most + 1)]

    assert [answer.status_code for answer in answers] == [302] * most + [429]
    assert 60 < int(answers[-1].headers["Retry-After"]) <= 120
    assert "That was too often" in answers[-1].content.decode()
    assert Draw.objects.count() == 1
