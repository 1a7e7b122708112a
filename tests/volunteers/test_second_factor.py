"""The second factor: nobody enters the admin without one, and nobody else is asked for it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.urls import get_resolver

from tests.factories import make_volunteer
from tests.test_pages import path_of, routes
from tests.volunteers.views.test_sign_in import ask_for_code, code_of
from tests.world import World
from volunteers import membership, second_factor

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ADMIN, INDEX = "/en/admin/", "/en/account/factors/"


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


def now():
    """What the app shows in this half minute, which is not about to end."""
    left = 30 - time.time() % 30
    time.sleep(left if left < 5 else 0)
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def make_staff(**fields):
    """A superuser with an app."""
    staff = make_volunteer(is_staff=True, is_superuser=True, **fields)
    TOTP.activate(staff, SECRET)
    return staff


def sign_in(client, volunteer):
    """By the code of the e-mail; where that leads to."""
    waiting = ask_for_code(client, volunteer.email).headers["Location"]
    return client.post(waiting, {"code": code_of(mail.outbox[-1])}).headers["Location"]


def test_no_page_of_the_admin_opens_to_staff_without_a_second_factor(client):
    world = World("en")
    client.force_login(make_volunteer(is_staff=True, is_superuser=True))
    paths = {path_of(world, *route) for route in routes(get_resolver()) if "admin:" in route[0]}

    answers = {
        (client.get(path).headers.get("Location"), client.post(path).status_code) for path in paths
    }

    assert len(paths) > 100
    assert answers == {(INDEX, 302)}


def test_the_code_of_the_mail_alone_does_not_let_staff_in(client):
    place = sign_in(client, make_staff())

    assert place == "/en/account/factors/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get(ADMIN).status_code == 302


def test_with_the_app_s_code_the_admin_opens(client):
    place = sign_in(client, make_staff())

    client.post(place, {"code": now()})

    assert client.get(ADMIN).status_code == 200


def test_a_code_of_the_app_is_good_for_one_time(client):
    staff = make_staff()
    code = now()
    client.post(sign_in(client, staff), {"code": code})
    client.post("/en/account/logout/")
    place = sign_in(client, staff)

    answer = client.post(place, {"code": code})

    assert answer.context["form"].errors["code"] == [
        "This is not the code of this half minute, or it was used already."
    ]
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_does_it_once(client):
    staff = make_staff()
    code = RecoveryCodes.activate(staff).get_unused_codes()[0]
    client.post(sign_in(client, staff), {"code": code})
    first = client.get(ADMIN).status_code
    client.post("/en/account/logout/")

    client.post(sign_in(client, staff), {"code": code})

    assert (first, client.get(ADMIN).status_code) == (200, 302)


def test_after_five_wrong_codes_the_right_one_waits_and_the_account_is_not_closed(client):
    staff = make_staff()
    place = sign_in(client, staff)
    for _ in range(5):
        client.post(place, {"code": "000000"})

    refused = client.post(place, {"code": now()}).context["form"].errors["code"]
    cache.clear()
    client.post(sign_in(client, staff), {"code": now()})

    assert refused == ["That was too often. Please wait a few minutes."]
    assert client.get(ADMIN).status_code == 200


def test_after_half_an_hour_without_use_it_is_asked_for_again(client):
    staff = make_staff()
    client.force_login(staff)
    session = client.session
    session[second_factor.MARK] = int(time.time()) - 31 * 60
    session.save()

    stopped = client.get(f"{ADMIN}calls/draw/").headers["Location"]
    client.post(stopped, {"code": now()})

    assert stopped == "/en/account/factors/reauthenticate/?next=%2Fen%2Fadmin%2Fcalls%2Fdraw%2F"
    assert client.get(f"{ADMIN}calls/draw/").status_code == 200


def test_use_keeps_the_admin_open_and_writes_the_session_seldom(client):
    client.force_login(make_staff())
    session = client.session
    session[second_factor.MARK] = int(time.time()) - 11 * 60
    session.save()

    client.get(ADMIN)
    first = client.session[second_factor.MARK]
    client.get(ADMIN)

    assert time.time() - first < 2 * second_factor.STEP
    assert client.session[second_factor.MARK] == first


def test_secrets_are_sealed_in_the_database():
    staff = make_staff()
    RecoveryCodes.activate(staff)

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert SECRET not in stored
    assert (
        second_factor.Adapter().decrypt(Authenticator.objects.get(type="totp").data["secret"])
        == SECRET
    )


def test_the_database_keeps_the_day_and_no_last_use(client):
    staff = make_staff()
    client.post(sign_in(client, staff), {"code": now()})

    app = Authenticator.objects.get()

    assert (app.created_at.hour, app.created_at.minute, app.last_used_at) == (0, 0, None)


def test_staff_can_t_stop_using_their_last_factor(client):
    staff = make_staff()
    client.post(sign_in(client, staff), {"code": now()})
    cache.clear()
    client.post("/en/account/factors/reauthenticate/", {"code": now()})

    page = client.post("/en/account/factors/totp/deactivate/")

    assert Authenticator.objects.filter(user=staff, type="totp").exists()
    assert "This is your last second factor" in page.content.decode()


def test_whoever_lost_all_is_freed_by_a_superuser_and_signed_out(client):
    staff = make_staff()
    client.force_login(staff)

    membership.reset_factors(staff)

    assert Authenticator.objects.count() == 0
    assert client.get("/en/account/settings/").status_code == 302


def test_a_moderator_frees_nobody(client):
    moderator = make_volunteer(is_staff=True)
    TOTP.activate(moderator, SECRET)
    owner = make_staff()
    client.post(sign_in(client, moderator), {"code": now()})

    client.post(
        f"{ADMIN}volunteers/volunteer/",
        {"action": "reset_factors", "_selected_action": owner.pk, "confirmed": "1"},
    )

    assert Authenticator.objects.filter(user=owner).exists()


def test_a_volunteer_who_uses_an_app_is_asked_for_its_code(client):
    volunteer = make_volunteer()
    TOTP.activate(volunteer, SECRET)

    place = sign_in(client, volunteer)

    assert place == "/en/account/factors/authenticate/"


def test_whoever_becomes_staff_while_signed_in_is_asked_at_once(client):
    volunteer = make_volunteer()
    client.force_login(volunteer)
    type(volunteer).objects.update(is_staff=True, is_superuser=True)

    assert client.get(ADMIN).headers["Location"] == INDEX
