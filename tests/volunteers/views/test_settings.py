"""What a volunteer may change of their account."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


def address(language="en"):
    with translation.override(language):
        return reverse("volunteers:settings")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_shows_what_is_known(client, language, django_assert_num_queries):
    client.force_login(make_volunteer(country="DE", time_zone="Europe/Berlin"))

    with django_assert_num_queries(2):
        response = client.get(address(language))

    form = response.context["form"]
    assert response.status_code == 200
    assert [form[name].value() for name in ("country", "time_zone", "language")] == [
        "DE",
        "Europe/Berlin",
        "en",
    ]


def test_a_change_is_kept_and_the_page_comes_back_in_the_new_language(client):
    volunteer = make_volunteer()
    client.force_login(volunteer)

    response = client.post(address("en"), {"country": "US", "time_zone": "", "language": "ru"})

    volunteer.refresh_from_db()
    assert response.headers["Location"] == address("ru")
    assert (volunteer.country.code, volunteer.time_zone, volunteer.language) == (
        "US",
        "America/New_York",
        "ru",
    )


def test_bad_input_and_russia_change_nothing(client):
    volunteer = make_volunteer()
    client.force_login(volunteer)

    bad = client.post(address(), {"country": "XX", "time_zone": "Mars/Base", "language": "de"})
    russia = client.post(address(), {"country": "RU", "time_zone": "", "language": "en"})

    volunteer.refresh_from_db()
    assert bad.status_code == russia.status_code == 422
    assert sorted(bad.context["form"].errors) == ["country", "language", "time_zone"]
    assert list(russia.context["form"].errors) == ["country"]
    assert (volunteer.country.code, volunteer.language) == ("LT", "en")


def test_a_guest_is_asked_to_sign_in(client):
    response = client.get(address())

    assert response.headers["Location"] == "/en/account/login/?next=/en/account/settings/"
