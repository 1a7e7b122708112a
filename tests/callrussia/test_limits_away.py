"""With Valkey gone: calls go on, joining closes politely, all else is counted by each process."""

import pytest
from django.core import mail

from callrussia.local import identity, postgres, socket_folder, valkey
from calls import pool
from calls.models import Draw, SuppressedNumber
from campaign.models import HelpRequest
from tests.factories import make_caller, make_number, make_volunteer
from tests.world import JOINING
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db
SENTENCE = {"en": "Nobody can join just now", "ru": "Присоединиться сейчас нельзя"}


@pytest.fixture
def stop(folder, settings):
    """A Valkey of the test's own, as the site's cache; stops it when called."""
    folder.mkdir()
    account = identity.choose(folder, postgres.binaries())
    sockets = socket_folder(folder, account)
    identity.own(folder / "log", account)
    child = valkey.start(folder, sockets, account, safe=False)
    place = f"unix://{sockets}/{valkey.SOCKET}?db=1"
    settings.CACHES = {"default": {"BACKEND": "callrussia.cache.Cache", "LOCATION": place}}
    yield child.stop
    child.stop()


def join(client, language="en", **changes):
    answers = JOINING | {"language": language} | changes
    return client.post(f"/{language}/account/join/", answers)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_joining_closes_and_nothing_typed_is_lost(stop, client, language):
    before = join(client, email="first@example.org").status_code
    stop()

    answer = join(client, language, email="second@example.org", country="LV")

    assert (before, answer.status_code, answer.headers["Retry-After"]) == (302, 503, "60")
    page, form = answer.content.decode(), answer.context["form"]
    assert SENTENCE[language] in page
    assert form["email"].value() == "second@example.org"
    assert 'value="LV" selected' in page
    assert 'name="is_adult" id="id_is_adult" checked' in page or "checked" in str(form["is_adult"])
    assert (Volunteer.objects.count(), len(mail.outbox)) == (1, 1)


def test_joining_under_a_codename_closes_too(stop, client):
    stop()

    answer = client.post("/en/account/join/codename/", JOINING | {"language": "en"})

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert SENTENCE["en"] in answer.content.decode()
    assert answer.context["form"]["country"].value() == "LT"


def test_a_code_still_signs_in_and_each_process_counts(stop, client):
    volunteer = make_volunteer()
    stop()

    answers = [
        client.post("/en/account/login/", {"login": volunteer.email}).status_code for _ in range(4)
    ]

    assert (answers, len(mail.outbox)) == ([302] * 3 + [429], 3)


def test_calls_go_on(stop, client):
    make_number()
    volunteer = make_caller()
    client.force_login(volunteer)
    stop()

    drawn = client.post("/en/call/draw/", follow=True)
    draw = pool.held_by(volunteer)
    told = client.post(f"/en/call/draws/{draw.pk}/report/", {"choice": "nobody"}, follow=True)

    assert (drawn.status_code, told.status_code) == (200, 200)
    assert Draw.objects.get().outcome == "nobody"


def test_people_called_are_heard_and_help_can_be_asked_for(stop, client):
    stop()

    numbers = [
        client.post("/en/call/do-not-call/", {"number": f"+7 946 123-45-{n:02}"}).status_code
        for n in range(31)
    ]
    messages = [
        client.post("/en/help/", {"topic": "question", "message": "Help"}).status_code
        for _ in range(6)
    ]

    assert numbers == [302] * 30 + [429]
    assert messages == [302] * 5 + [429]
    assert SuppressedNumber.objects.filter(source="page").count() == 30
    assert HelpRequest.objects.count() == 5
