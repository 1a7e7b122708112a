import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation

from guidelines import library
from guidelines.models import Confirmation
from tests.factories import make_caller, make_volunteer
from tests.guidelines.texts import LIVE, publish

pytestmark = pytest.mark.django_db
BOTH = {"has_read": "on", "number_seen": "on"}


def address(name="guidelines:confirm", language="en"):
    with translation.override(language):
        return reverse(name)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_confirming_opens_the_way_to_the_first_number(client, language):
    volunteer = make_volunteer()
    client.force_login(volunteer)

    answer = client.post(address(language=language), BOTH | {"edition": LIVE})

    assert answer.status_code == 302
    assert answer.url == address("calls:home", language)
    assert library.must_read(volunteer) is None


@pytest.mark.parametrize("box", ["has_read", "number_seen"])
def test_without_both_boxes_nothing_is_confirmed_and_the_page_says_why(client, box):
    volunteer = make_volunteer()
    client.force_login(volunteer)

    answer = client.post(address(), {box: "on", "edition": LIVE})

    assert answer.status_code == 422
    assert [*answer.context["form"].errors] == [*({"has_read", "number_seen"} - {box})]
    assert library.must_read(volunteer).number == LIVE


def test_an_edition_that_never_was_is_not_found(client):
    client.force_login(make_volunteer())

    assert client.post(address(), BOTH | {"edition": 99}).status_code == 404


def test_an_edition_published_meanwhile_is_asked_for_kindly_and_nothing_is_lost(client):
    volunteer = make_volunteer()
    client.force_login(volunteer)
    publish()

    answer = client.post(address(), BOTH | {"edition": LIVE})

    assert answer.status_code == 302
    assert answer.url == address("guidelines:read")
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "A new edition came out while you were reading. What you confirmed is kept. "
        "Please look through the new one, too."
    ]
    assert library.confirmation(volunteer).edition.number == LIVE
    assert library.must_read(volunteer).number == LIVE + 1


def test_a_mended_slip_published_meanwhile_stops_nobody(client):
    volunteer = make_volunteer()
    client.force_login(volunteer)
    publish(must_reread=False)

    answer = client.post(address(), BOTH | {"edition": LIVE})

    assert answer.url == address("calls:home")
    assert library.must_read(volunteer) is None


def test_a_double_click_confirms_once(client):
    volunteer = make_caller()
    client.force_login(volunteer)

    answers = [client.post(address(), BOTH | {"edition": LIVE}) for _ in range(2)]

    assert [answer.url for answer in answers] == [address("calls:home")] * 2
    assert Confirmation.objects.filter(volunteer=volunteer).count() == 1


def test_whoever_was_signed_out_meanwhile_comes_back_to_the_text(client):
    answer = client.post(address(), BOTH | {"edition": LIVE})

    assert answer.status_code == 302
    assert answer.url == f"{address('account_login')}?next={address('guidelines:read')}"


def test_confirming_is_an_act_and_no_place(client):
    client.force_login(make_volunteer())

    assert client.get(address()).status_code == 405
