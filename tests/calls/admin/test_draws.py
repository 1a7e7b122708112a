"""The list of draws that moderators see."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.formats import time_format

from calls import pool
from calls.models import Draw, Ending, Outcome
from tests.factories import expire, make_caller, make_number, move

PAGE = "/en/admin/calls/draw/"


def make_draw(**fields):
    make_number()
    return pool.draw(make_caller(**fields))


def listed(page):
    return set(page.context["cl"].result_list)


def take_back(client, *draws):
    return client.post(
        PAGE, {"action": "take_back", "_selected_action": [str(d.pk) for d in draws]}, follow=True
    )


def test_open_draws_show_neither_the_number_nor_the_address_of_the_volunteer(moderator):
    drawn = make_draw(country="KZ")

    page = moderator.get(PAGE)

    digits = str(drawn.number_id)
    assert listed(page) == {drawn}
    assert f"+7 945 •••-••-{digits[-2:]}" in page.text
    assert digits[1:] not in page.text
    assert "Kazakhstan" in page.text
    assert drawn.volunteer.address not in page.text
    assert f"/en/admin/volunteers/volunteer/{drawn.volunteer_id}/change/" in page.text


def test_what_was_reported_does_not_show(moderator):
    drawn = make_draw()
    pool.report(drawn, Outcome.TALKED, {"felt": "heavy"})

    page = moderator.get(PAGE)

    assert listed(page) == {drawn}
    assert "We talked" not in page.text
    assert "I need a rest" not in page.text


def test_draws_that_ended_over_three_days_ago_are_not_listed(moderator):
    old = expire(make_draw())
    pool.reclaim()
    assert listed(moderator.get(PAGE)) == {old}

    move(old, days=4)

    assert listed(moderator.get(PAGE)) == set()


def test_forgotten_draws_are_not_listed(moderator):
    for _ in range(20):
        drawn = make_draw()
        pool.report(drawn, Outcome.NOBODY)
        move(drawn, minutes=20)
    pool.forget()

    assert Draw.objects.filter(number=None).count() == 20
    assert listed(moderator.get(PAGE)) == set()


def test_draws_are_narrowed_by_state(moderator):
    closed, late, held = make_draw(), make_draw(), make_draw()
    pool.report(closed, Outcome.NOBODY)
    expire(late)

    assert listed(moderator.get(PAGE, {"state": "held"})) == {held}
    assert listed(moderator.get(PAGE, {"state": "expired"})) == {late}
    assert listed(moderator.get(PAGE, {"state": "closed"})) == {closed}


def test_taking_back_closes_the_draw(moderator):
    drawn, other = make_draw(), make_draw()

    page = take_back(moderator, drawn)

    drawn.refresh_from_db()
    other.refresh_from_db()
    assert drawn.ending == Ending.TAKEN
    assert other.closed_at is None
    assert "1 draw was taken back." in page.text


def test_taking_back_a_closed_draw_leaves_the_next_one_alone(moderator):
    drawn = make_draw()
    pool.report(drawn, Outcome.NOBODY)
    make_number()
    following = pool.draw(drawn.volunteer)

    take_back(moderator, drawn)

    following.refresh_from_db()
    assert following.closed_at is None


def test_whoever_may_only_look_takes_nothing_back(moderator):
    group = moderator.person.groups.get()
    group.permissions.remove(group.permissions.get(codename="take_back"))
    drawn = make_draw()

    take_back(moderator, drawn)

    drawn.refresh_from_db()
    assert drawn.closed_at is None


def test_others_see_no_draws(psychologist):
    assert psychologist.get(PAGE).status_code == 403


def test_a_draw_has_no_page_of_its_own(moderator):
    drawn = make_draw()

    for address in ("", "change/", "history/", "delete/"):
        assert moderator.get(f"{PAGE}{drawn.pk}/{address}").status_code == 404
    assert moderator.get(f"{PAGE}add/").status_code == 404


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_list_opens_in_both_languages(moderator, language):
    make_draw()

    assert moderator.get(f"/{language}/admin/calls/draw/").status_code == 200


def test_one_draw_and_three_take_the_same_queries(moderator):
    def count():
        with CaptureQueriesContext(connection) as queries:
            moderator.get(PAGE)
        return len(queries)

    make_draw()
    one = count()
    make_draw()
    make_draw(country="PL")

    assert count() == one == 9


def test_times_are_the_moderators_own(moderator):
    drawn = make_draw()
    moderator.person.time_zone = "Asia/Tokyo"
    moderator.person.save()

    local = drawn.expires_at.astimezone(datetime.timezone(datetime.timedelta(hours=9)))

    assert time_format(local.time(), "TIME_FORMAT") in moderator.get(PAGE).text
