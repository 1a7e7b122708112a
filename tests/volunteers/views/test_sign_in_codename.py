"""Signing in without an address."""

import pytest
from django.core.cache import cache

from tests.factories import make_volunteer
from volunteers import membership
from volunteers.models import Standing

pytestmark = pytest.mark.django_db
PAGE = "/en/account/login/codename/"
ABOUT = {"country": "LT", "time_zone": "Europe/Vilnius", "language": "ru"}
TYPED = {"codename": "Cedar spring 417", "phrase": "A b  c d e f"}


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


@pytest.fixture
def enrolled():
    return membership.enrol("cedar-spring-417", phrase="a b c d e f", **ABOUT)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_asks_for_name_and_words(client, language, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = client.get(f"/{language}/account/login/codename/")

    assert list(page.context["form"].fields) == ["codename", "phrase"]


@pytest.mark.second_factor
def test_the_right_words_sign_in(client, enrolled):
    answer = client.post(PAGE, TYPED)

    assert answer.headers["Location"] == "/ru/call/"
    assert client.session["_auth_user_id"] == str(enrolled.pk)
    assert set(client.session.keys()) == {
        "_auth_user_id",
        "_auth_user_backend",
        "_auth_user_hash",
        "_session_expiry",
    }


def test_the_place_they_came_for_is_kept_and_no_other(client, enrolled):
    places = {"/en/guidelines/": "/en/guidelines/", "https://x.example/": "/ru/call/"}
    for wanted, expected in places.items():
        answer = client.post(PAGE, TYPED | {"next": wanted})
        client.logout()

        assert answer.headers["Location"] == expected


@pytest.mark.parametrize(
    "wrong",
    [{"phrase": "a b c d e g"}, {"codename": "cedar-418"}, {"codename": "x@example.org"}],
)
def test_whatever_is_wrong_the_answer_is_the_same(client, enrolled, wrong):
    make_volunteer(email="x@example.org")

    answer = client.post(PAGE, TYPED | wrong)

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "We know no such codename with these words."
    ]
    assert "_auth_user_id" not in client.session


def test_a_suspended_one_is_told_so(client, enrolled):
    membership.suspend(enrolled, Standing.BANNED, by=make_volunteer(is_superuser=True))

    answer = client.post(PAGE, TYPED)

    assert answer.headers["Location"] == "/en/account/inactive/"
    assert "_auth_user_id" not in client.session


def test_one_network_guesses_twenty_times_in_a_quarter_of_an_hour(client, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    statuses = [client.post(PAGE, TYPED).status_code for _ in range(21)]

    assert statuses == [422] * 20 + [429]
