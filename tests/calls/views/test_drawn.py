import datetime
import uuid

import pytest

from calls import pool
from calls.models import Draw, Outcome, Reason
from calls.pool.lending import TALK
from tests.factories import expire, make_caller, make_number, make_region, move

CODE, REST, PLAIN, LINK = "+7 946", "123-45-67", "+79461234567", "tel:+79461234567"
WHOLE = (REST, PLAIN, LINK, "9461234567", "946 123")


def text(response):
    return response.content.decode()


def leaks(response):
    return [part for part in WHOLE if part in text(response)]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_leads_with_the_number_in_every_form(caller, address, language):
    response = caller.get(address[language])

    shown = text(response)
    assert f"<span>{CODE}</span><span>{REST}</span>" in shown
    assert f'href="{LINK}"' in shown
    assert f'value="{PLAIN}"' in shown
    assert "00 7 946 123-45-67" in shown
    assert '<svg viewBox="0 0 29 29">' in shown


def test_the_page_says_whom_one_may_reach(caller, volunteer):
    region = make_region(hour=12)
    region.offsets = [region.offsets[0], region.offsets[0] + 120]
    region.save()
    make_number(region)
    lent = pool.draw(volunteer)

    response = caller.get(f"/en/call/draws/{lent.pk}/")

    now = Draw.objects.get().drawn_at.astimezone(datetime.UTC)
    west = now + datetime.timedelta(minutes=region.offsets[0])
    east = west + datetime.timedelta(hours=2)
    assert f"{west:%H:%M}–{east:%H:%M} there now" in text(response)
    assert region.name_en in text(response)


def test_the_number_is_in_no_title_and_the_page_in_no_cache(caller, address):
    response = caller.get(address["en"])

    title = text(response).split("<title>")[1].split("</title>")[0]
    assert title.strip() == "The call · Call Russia"
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


def test_the_page_without_script_refreshes_when_the_time_is_over(caller, address):
    response = caller.get(address["en"])

    assert '<noscript><meta http-equiv="refresh" content="1801"></noscript>' in text(response)
    assert 'data-left="1800"' in text(response)


def test_past_its_time_no_number_is_shown_but_its_last_two_digits(caller, drawn, address):
    expire(drawn)

    response = caller.get(address["en"])

    assert leaks(response) == []
    assert "the number that ends in 67" in text(response)
    assert f'action="{address["en"]}report/"' in text(response)


def test_a_talk_has_no_clock(caller, drawn, address):
    pool.extend(drawn)

    response = caller.get(address["en"])

    assert "more minute" not in text(response)
    assert f'data-left="{int(TALK.total_seconds())}"' in text(response)


def test_the_call_being_over_the_report_is_asked_for_without_the_number(caller, address):
    response = caller.get(address["en"] + "?ended")

    assert leaks(response) == []
    assert f'action="{address["en"]}report/"' in text(response)


def test_a_reported_draw_shows_what_was_recorded_until_it_is_forgotten(caller, drawn, address):
    pool.report(drawn, Outcome.NOBODY)

    response = caller.get(address["en"])

    assert leaks(response) == []
    assert "Thank you. It is recorded." in text(response)
    assert "Nobody answered" in text(response)
    assert "the number that ends in 67" in text(response)


def test_a_forgotten_draw_says_only_that_it_is_closed(caller, drawn, address):
    pool.report(drawn, Outcome.NOBODY)
    move(drawn, hours=24)
    pool.forget()

    response = caller.get(address["en"])

    assert response.status_code == 200
    assert "This call is closed" in text(response)
    assert "67" not in text(response).split("<main")[1].split("</main>")[0]


def test_a_released_draw_shows_no_number(caller, drawn, address):
    pool.release(drawn, Reason.MY_LINE)

    response = caller.get(address["en"])

    assert leaks(response) == []
    assert "The number has gone back" in text(response)


def test_three_days_after_its_end_a_draw_is_closed(caller, drawn, address):
    move(expire(drawn), hours=72)

    response = caller.get(address["en"])

    assert "This call is closed" in text(response)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_strangers_an_unknown_and_a_garbled_draw_get_the_words_of_a_closed_one(
    client, drawn, address, language
):
    client.force_login(make_caller())
    addresses = [address[language], f"/{language}/call/draws/{uuid.uuid4()}/"]
    addresses += [f"/{language}/call/draws/{end}" for end in ("nonsense/", "1", "a/b/c")]

    answers = [client.get(address) for address in addresses]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert {answer.templates[0].name for answer in answers} == {"calls/closed.html"}
    assert [leaks(answer) for answer in answers] == [[]] * 5


def test_whoever_is_not_signed_in_comes_back_after_signing_in(client, address):
    response = client.get(address["en"])

    assert response.url == f"/en/account/login/?next={address['en']}"


def test_a_demo_links_no_number_that_could_ring_somebody(caller, volunteer, settings):
    settings.DEMO = True
    make_number(number=int("7" + "916" + "1234567"))
    lent = pool.draw(volunteer)

    response = caller.get(f"/en/call/draws/{lent.pk}/")

    assert "tel:" not in text(response)
    assert "viewBox" not in text(response).split("data-left")[1].split("data-minutes")[0]


def test_the_page_asks_a_fixed_number_of_queries(caller, address, django_assert_num_queries):
    caller.get(address["en"])

    with django_assert_num_queries(2):
        caller.get(address["en"])
    with django_assert_num_queries(2):
        caller.get(address["en"] + "?ended")
