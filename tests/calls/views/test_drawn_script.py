"""static/js/drawn.js in a real browser, and the page without any script."""

import datetime
import re

import pytest
from django.conf import settings
from django.db.models.functions import Now
from playwright.sync_api import expect

from calls import pool
from calls.models import Draw, Outcome
from tests.factories import make_caller, make_number

# Without the rows that migrations made there is no edition; the flush after each test takes them.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lent():
    make_number(number=79461234567)
    return pool.draw(make_caller())


@pytest.fixture
def enter(client, lent, live_server):
    """Open the draw's page, signed in, in a browser context."""
    client.force_login(lent.volunteer)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "url": live_server.url}
    cookie["value"] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def entered(context, language="en"):
        context.add_cookies([cookie])
        page = context.new_page()
        page.set_default_timeout(5000)
        page.goto(f"{live_server.url}/{language}/call/draws/{lent.pk}/")
        return page

    return entered


def leave(lent, **left):
    """Let `lent` run out in timedelta(**left) from now."""
    Draw.objects.filter(pk=lent.pk).update(expires_at=Now() + datetime.timedelta(**left))


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The time for this number is over"), ("ru", None)]
)
def test_the_page_drops_the_number_by_itself(context, enter, lent, language, words):
    leave(lent, seconds=3)
    page = enter(context, language)
    shown = "123-45-67" in page.content()

    page.wait_for_selector("[data-over]", state="visible")

    assert (shown, "123-45-67" in page.content(), "9461234567" in page.content()) == (
        True,
        False,
        False,
    )
    assert words is None or words in page.inner_text("main")


def test_the_minutes_pass_in_words(context, enter, lent):
    leave(lent, seconds=63)
    page = enter(context)
    before = page.inner_text("[data-minutes] p")

    expect(page.locator("[data-minutes] p")).to_contain_text("for 1 more minute.")
    assert before.startswith("The number is yours for 2 more minutes.")


def test_back_from_the_report_shows_no_number(context, enter, lent):
    page = enter(context)
    page.get_by_role("link", name="The call is over").first.click()
    page.locator("[value=nobody]").check()
    page.get_by_role("button", name="Save").click()

    page.wait_for_url(re.compile(r"/draws/[^?]+$"))

    page.evaluate("history.go(-2)")

    expect(page.locator("h1")).to_have_text("Thank you. It is recorded.")
    assert "123-45-67" not in page.content()
    assert Draw.objects.get().outcome == Outcome.NOBODY


def test_without_script_the_whole_call_goes_and_the_page_refreshes_itself(browser, enter, lent):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    leave(lent, seconds=3)
    page = enter(context)
    shown = page.locator(".number").inner_text()

    page.wait_for_selector("text=The time for this number is over", timeout=8000)
    page.locator("[value=talked]").check()
    page.get_by_role("button", name="Save").click()

    assert shown.split() == ["+7", "946", "123-45-67"]
    assert page.locator("h1").inner_text() == "Thank you. It is recorded."
    assert Draw.objects.get().outcome == Outcome.TALKED
    context.close()


def test_a_detail_opens_under_its_choice_alone(context, enter):
    page = enter(context)
    page.goto(page.url + "?ended")
    hidden = page.locator("[value=asked_not_to]").is_visible()

    page.locator("[value=not_again]").check()

    assert (hidden, page.locator("[value=asked_not_to]").is_visible()) == (False, True)
    assert page.locator("[value=no_such_number]").is_visible() is False
