"""The first page."""

import datetime
import re

import pytest

from calls.models import CountryTally, HourTally, Outcome, Region
from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


def make_calls(count, country="LT"):
    day = datetime.date.today() - datetime.timedelta(days=3)
    CountryTally.objects.create(country=country, day=day, calls=count)
    HourTally.objects.create(hour=12, outcome=Outcome.NOBODY, calls=count)


def led_to(page):
    return re.findall(r'class="btn btn--call"\s+href="([^"]+)"', page)


@pytest.mark.parametrize(
    ("url", "heading"), [("/en/", "You don’t know me."), ("/ru/", "Вы меня не знаете.")]
)
def test_it_begins_with_the_first_sentence(client, url, heading):
    response = client.get(url)

    assert response.status_code == 200
    assert heading in response.content.decode().replace("\xa0", " ")


def test_it_reads_the_hours_and_the_figures_and_nothing_else(client, django_assert_num_queries):
    with django_assert_num_queries(2) as queries:
        client.get("/en/")

    assert not any(Region._meta.db_table in query["sql"] for query in queries.captured_queries)


def test_no_calls_means_no_figures(client):
    page = client.get("/en/").content.decode()

    assert "So far, none has." in page
    assert 'class="figs"' not in page


def test_figures_come_from_the_tallies(client):
    make_calls(130_412)

    page = client.get("/en/").content.decode()

    assert "<dd>130,412</dd>" in page
    assert "<dd>0.33%</dd>" in page
    assert "So far, 13 have." in page
    assert page.count('class="lit"') == 2 * 13


def test_a_stranger_is_led_to_join_and_a_volunteer_to_call(client):
    stranger = client.get("/en/").content.decode()
    client.force_login(make_volunteer())
    volunteer = client.get("/en/").content.decode()

    assert led_to(stranger) == ["/en/account/join/"] * 2
    assert led_to(volunteer) == ["/en/call/"] * 2


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(client):
    page = client.get("/en/").content.decode()

    assert (
        re.sub(r'<script src="/static/[\w/]+\.js" type="module"></script>', "", page).count(
            "<script"
        )
        == 0
    )
    assert " style=" not in page
    assert [url for url in page.split('src="')[1:] if url.startswith("http")] == []
    assert [part for part in page.split('rel="stylesheet" href="')[1:] if part[0] != "/"] == []


def test_an_address_without_language_leads_to_the_reader_s_own(client):
    response = client.get("/", headers={"accept-language": "ru"})

    assert response.headers["Location"] == "/ru/"
