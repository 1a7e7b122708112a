"""A passkey, made and used in a real browser with an authenticator of its own."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import expect

from tests.factories import make_caller

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.second_factor]
WORDS = {
    "en": ("Add a passkey", "Make the passkey", "Sign in with a passkey", "Remove"),
    "ru": ("Добавить ключ доступа", "Создать ключ", "Войти с ключом доступа", "Удалить"),
}


@pytest.fixture
def page(browser, live_server):
    """A page whose device keeps passkeys; what went wrong in it fails the test."""
    cache.clear()
    context = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740})
    page = context.new_page()
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()
    assert faults == []


def sign_in(page, volunteer):
    """With a session made here: how the code comes is told elsewhere."""
    client = Client()
    client.force_login(volunteer)
    value = client.cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": value, "domain": "localhost", "path": "/"}]
    )


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_passkey_is_made_signs_in_and_is_removed(page, language):
    add, make, use, remove = WORDS[language]
    volunteer = make_caller(language=language)
    sign_in(page, volunteer)

    page.goto(f"/{language}/account/factors/")
    page.get_by_role("link", name=add).click()
    page.get_by_role("button", name=make).click()
    expect(page.locator("main li b")).to_have_count(1)
    page.context.clear_cookies()
    page.goto(f"/{language}/account/login/")
    page.get_by_role("button", name=use).click()
    page.wait_for_url(f"**/{language}/call/")

    kinds = list(Authenticator.objects.values_list("type", flat=True))
    page.goto(f"/{language}/account/factors/")
    page.get_by_role("link", name=remove).click()
    page.get_by_role("button", name=remove).click()
    page.wait_for_url(f"**/{language}/account/factors/")

    # No recovery codes: nothing would ask a volunteer for them.
    assert kinds == ["webauthn"]
    assert Authenticator.objects.count() == 0


def test_staff_who_come_with_a_passkey_are_in_the_admin_at_once(page):
    staff = make_caller(language="en", is_staff=True, is_superuser=True)
    sign_in(page, staff)
    page.goto("/en/admin/")
    expect(page).to_have_url(page.url.replace("admin/", "account/factors/"))
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/en/admin/")
    after_adding = page.title()
    page.context.clear_cookies()

    page.goto("/en/account/login/?next=/en/admin/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page).to_have_title(after_adding)
    assert after_adding.startswith("Site administration")


def test_without_a_script_nothing_is_offered_that_needs_one(client):
    page = client.get("/en/account/login/").content.decode()

    assert 'webauthn/login/" data-passkey hidden>' in page
