"""There are no passwords, and so no pages about them."""

import pytest

from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "account/password/change/",
        "account/password/set/",
        "account/password/reset/",
        "account/password/reset/done/",
        "account/password/reset/key/1-abc/",
        "account/password/reset/key/done/",
        "account/reauthenticate/",
        "admin/password_change/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_about_passwords_are_not_there(client, path, method):
    client.force_login(make_volunteer(is_staff=True, is_superuser=True))

    response = getattr(client, method)(f"/en/{path}")

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("account/email/", "/en/account/settings/"),
        ("account/login/code/?next=/en/call/", "/en/account/login/?next=/en/call/"),
    ],
)
def test_pages_that_ours_replace_lead_to_those(client, path, target):
    client.force_login(make_volunteer())

    response = client.get(f"/en/{path}")

    assert response.headers["Location"] == target
