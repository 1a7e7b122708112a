"""The page that says what deleting an account means."""

import pytest

from tests.factories import make_volunteer
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_tells_and_deletes_nothing(client, language, django_assert_num_queries):
    client.force_login(make_volunteer())

    with django_assert_num_queries(2):
        response = client.get(f"/{language}/account/leave/")

    assert response.status_code == 200
    page = response.content.decode()
    for way in ("account/erase", "account/sign-out-everywhere", "my-data", "account/settings"):
        assert f'"/{language}/{way}/"' in page
    assert Volunteer.objects.count() == 1


def test_a_guest_is_asked_to_sign_in(client):
    response = client.get("/en/account/leave/")

    assert response.headers["Location"] == "/en/account/login/?next=/en/account/leave/"
