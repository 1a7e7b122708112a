"""Having the address forgotten."""

import pytest

from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ACT = "/en/account/address/forget/"


def test_the_address_is_gone_and_its_fingerprint_stays(client):
    volunteer = make_volunteer()
    client.force_login(volunteer)

    answers = [client.post(ACT).headers["Location"] for _ in range(2)]

    volunteer.refresh_from_db()
    assert answers == ["/en/account/settings/"] * 2
    assert (volunteer.sealed_address, volunteer.address) == (None, "")
    assert "fingerprint" in client.get("/en/account/settings/").content.decode()


def test_a_stranger_has_to_sign_in_and_a_look_changes_nothing(client):
    volunteer = make_volunteer()
    stranger = client.post(ACT).headers["Location"]
    client.force_login(volunteer)

    assert stranger == f"/en/account/login/?next={ACT}"
    assert client.get(ACT).status_code == 405
    volunteer.refresh_from_db()
    assert volunteer.address == volunteer.email
