"""A number is shown whole while its draw is open, and never again."""

import pytest

from calls import pool
from calls.models import Draw, Outcome
from tests.factories import expire, make_caller, make_number, make_volunteer, move

pytestmark = pytest.mark.django_db

NUMBER = 79451234567
# The whole of it, and as much as would tell the rest.
WHOLE = ("9451234567", "945 123", "(945) 123", "123-45-67", "123 45 67", "1234567")


def release(drawn):
    pool.release(drawn, "not_now")


def run_out(drawn):
    expire(drawn)


def run_out_and_be_reclaimed(drawn):
    expire(drawn)
    pool.reclaim()


def take_back(drawn):
    pool.take_back(drawn.volunteer)


def report(drawn):
    pool.report(drawn, Outcome.TALKED)


def suppress(drawn):
    pool.suppress(NUMBER, "page", "2026")


def forget(drawn):
    report(drawn)
    move(drawn, hours=24)
    pool.forget()


ENDINGS = (release, run_out, run_out_and_be_reclaimed, take_back, report, suppress, forget)


@pytest.fixture
def drawn():
    make_number(number=NUMBER)
    return pool.draw(make_caller(language="en"))


def shown(client, *pages):
    """Which of the ways to write the number stand in the `pages`."""
    text = "".join(client.get(page, follow=True).text for page in pages)
    return [whole for whole in WHOLE if whole in text]


def pages_of(drawn):
    place = f"/en/call/draws/{drawn.pk}/"
    return place, f"{place}?ended", f"{place}?amend", "/en/call/"


def test_an_open_draw_shows_it(client, drawn):
    client.force_login(drawn.volunteer)

    assert shown(client, pages_of(drawn)[0]) != []


@pytest.mark.parametrize("end", ENDINGS)
def test_once_the_draw_is_over_its_volunteer_sees_it_nowhere(client, drawn, end):
    end(drawn)
    client.force_login(drawn.volunteer)

    assert shown(client, *pages_of(drawn)) == []


@pytest.mark.parametrize("end", [lambda _: None, *ENDINGS])
def test_ones_own_data_and_the_admin_show_it_masked(client, drawn, end):
    end(drawn)
    found = []
    client.force_login(drawn.volunteer)
    found += shown(
        client, "/en/my-data/", *(f"/en/my-data/call-russia.{kind}" for kind in ("json", "html"))
    )
    client.force_login(make_volunteer(is_staff=True, is_superuser=True))
    found += shown(
        client,
        "/en/admin/calls/draw/",
        "/en/admin/calls/unmasking/",
        "/en/admin/calls/suppressednumber/",
        f"/en/admin/volunteers/volunteer/{drawn.volunteer_id}/change/",
        "/en/admin/",
    )

    assert found == []
    assert Draw.objects.count() == 1
