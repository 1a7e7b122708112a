from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext

from calls import pool
from calls.models import Draw, PhoneNumber, Reason, Region, Rules
from guidelines.models import Confirmation
from tests.factories import allow, make_caller, make_number, make_region
from tests.guidelines.texts import publish_rehearsal
from volunteers.models import Volunteer


def content(response):
    """The page as one line, whatever its layout."""
    return b" ".join(response.content.split()).decode()


def draw(client, language="en"):
    return client.post(f"/{language}/call/draw/")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_button_lends_a_number_and_leads_to_its_page(caller, number, volunteer, language):
    response = draw(caller, language)

    lent = Draw.objects.get()
    assert (lent.number, lent.volunteer) == (number, volunteer)
    assert response.url == f"/{language}/call/draws/{lent.pk}/"


def test_a_double_click_and_a_second_tab_get_the_same_number(caller, number):
    make_number()

    assert draw(caller).url == draw(caller).url
    assert Draw.objects.count() == 1


def test_a_stranger_is_led_to_the_button_by_signing_in(client, number):
    response = draw(client)

    assert response.url == "/en/account/login/?next=/en/call/"
    assert Draw.objects.count() == 0


def test_a_link_draws_nothing(caller, number):
    response = caller.get("/en/call/draw/")

    assert response.url == "/en/call/"
    assert Draw.objects.count() == 0


def at_night(volunteer):
    make_number(make_region(hour=3))


def enough(volunteer):
    allow(1)
    make_number()
    pool.release(pool.draw(volunteer), Reason.NOT_NOW)


def breathing(volunteer):
    allow(30, pause=900)
    make_number()
    pool.release(pool.draw(volunteer), Reason.NOT_NOW)


def unread(volunteer):
    make_number()
    Confirmation.objects.all().delete()


def unrehearsed(volunteer):
    make_number()
    publish_rehearsal(must_reread=False)
    Volunteer.objects.update(rehearsed="")


def paused(volunteer):
    make_number()
    Rules.objects.update(is_paused=True)


def dry(volunteer):
    make_region()


REFUSALS = {
    at_night: "Nobody may be called now",
    enough: "That is enough for today",
    breathing: "A short breath",
    unread: "The guidelines come first",
    unrehearsed: "The rehearsal comes first",
    paused: "The campaign is paused",
    dry: "There is no number to be had",
}


@pytest.mark.parametrize("why", REFUSALS, ids=lambda why: why.__name__)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_refusal_has_a_sentence_of_its_own(caller, volunteer, why, language):
    why(volunteer)

    response = draw(caller, language)

    with translation.override(language):
        shown = [words for words in REFUSALS.values() if gettext(words) in content(response)]
    assert (response.status_code, shown) == (409, [REFUSALS[why]])
    assert Draw.objects.open().count() == 0


@pytest.mark.parametrize("why", REFUSALS, ids=lambda why: why.__name__)
def test_a_refusal_leads_to_a_page_that_exists_in_the_other_language(caller, volunteer, why):
    why(volunteer)

    response = draw(caller, "ru")

    assert 'hreflang="en"' in content(response)
    assert 'href="/en/call/"' in content(response)


def test_a_dry_pool_says_when_to_try_again(caller, volunteer):
    dry(volunteer)

    response = draw(caller)

    again = timezone.localtime(Region.objects.get(size=1000).dry_until, ZoneInfo("Europe/Vilnius"))
    assert f"We look again at {again:%H:%M}" in content(response)


def test_to_be_read_again_leads_to_the_guidelines(caller, volunteer):
    unread(volunteer)

    response = draw(caller)

    assert 'class="btn btn--ink" href="/en/guidelines/"' in content(response)


def test_not_rehearsed_leads_to_the_rehearsal(caller, volunteer):
    unrehearsed(volunteer)

    response = draw(caller)

    assert 'class="btn btn--ink" href="/en/call/rehearsal/"' in content(response)


def test_drawing_asks_who_it_is_and_draws(caller, number, django_assert_num_queries):
    make_number()
    # Wherever the statement begins to look, both lie ahead.
    PhoneNumber.objects.update(ticket=32767)
    pool.draw(make_caller())

    # The account, its day off, the draw.
    with django_assert_num_queries(3) as asked:
        draw(caller)

    assert Draw.objects.count() == 2
    assert "INSERT INTO calls_draw" in asked[2]["sql"]
