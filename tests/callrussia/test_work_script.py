"""The proof of work in a browser: beside the page, told in words, never in the way."""

import pytest
from playwright.sync_api import expect

from calls import outlook
from calls.models import Rules
from campaign.models import HelpRequest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(live_server, page):
    Rules.objects.update(proof_of_work="always")
    outlook.forget()
    page.goto(f"{live_server.url}/en/help/")
    return page


def test_the_device_solves_it_and_says_so(page):
    status = page.locator("[data-work] [role=status]")
    expect(status).to_have_text("Your device is done. You can send this.")

    page.select_option("[name=topic]", "question")
    page.fill("[name=message]", "Help")
    words = status.inner_text()
    page.click("form[action$='/help/'] button")
    page.wait_for_selector("text=Thank you, your message has reached us.")

    assert words == "Your device is done. You can send this."
    assert HelpRequest.objects.get().message == "Help"


def test_whoever_sends_at_once_waits_for_the_device_and_loses_nothing(page):
    page.select_option("[name=topic]", "question")
    page.fill("[name=message]", "At once")
    page.press("[name=reply_to]", "Enter")
    page.wait_for_selector("text=Thank you, your message has reached us.")

    assert HelpRequest.objects.get().message == "At once"
