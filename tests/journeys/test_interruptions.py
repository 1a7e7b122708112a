"""What may come between a number and its report: time, tabs, the back button, a lost session."""

import pytest
from playwright.sync_api import expect

from calls import pool
from calls.models import Draw, Outcome
from tests.factories import expire, make_caller, make_number

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])
NUMBER = 79461234567


@pytest.fixture
def caller(person, client):
    """Makes a volunteer without script, signed in, for whom a number waits."""

    def made(language):
        volunteer = make_caller(language=language)
        make_number(number=NUMBER)
        somebody = person(language, has_script=False)
        somebody.sign_in(client, volunteer)
        somebody.go("/call/")
        return somebody

    return made


@LANGUAGES
def test_what_ran_out_can_still_be_told(caller, language):
    boris = caller(language)
    boris.tap("Show me a number")
    expire(Draw.objects.get())
    pool.reclaim()

    boris.go("/call/")
    boris.tap("Tell it now")
    shown = boris.digits()
    boris.tick("They ended it")
    boris.tap("Save")

    drawn = Draw.objects.get()
    assert (shown, drawn.outcome, drawn.version) == ("", Outcome.ENDED, 1)
    assert boris.heading() == boris.words("Thank you. It is recorded.")


def test_two_tabs_show_the_same_number(caller):
    boris = caller("en")
    make_number(number=NUMBER + 1)
    first, second = boris.page, boris.open_tab("/en/call/")

    for tab in (first, second):
        with tab.expect_navigation():
            tab.get_by_role("button", name="Show me a number").click()
    third = boris.open_tab("/en/call/")

    assert first.url == second.url == third.url
    numbers = {tab.locator(".number").inner_text() for tab in (first, second, third)}
    assert len(numbers) == 1
    assert Draw.objects.count() == 1


@LANGUAGES
def test_back_after_the_report_shows_no_number(caller, language):
    boris = caller(language)
    boris.tap("Show me a number")
    shown = boris.digits()
    boris.tap("The call is over")
    boris.tick("Nobody answered")
    boris.tap("Save")

    seen = []
    for _ in range(2):
        boris.page.go_back()
        seen.append((boris.digits(), boris.heading()))

    thanks = boris.words("Thank you. It is recorded.")
    assert (shown, seen) == (str(NUMBER), [("", thanks), ("", thanks)])


def test_a_page_left_open_overnight_takes_the_late_word_and_shows_no_number(caller):
    boris = caller("ru")
    boris.tap("Show me a number")
    expire(Draw.objects.get())
    other = pool.draw(make_caller())

    boris.tap("We are talking")
    asked = boris.digits(), boris.heading()
    boris.tick("Nobody answered")
    boris.tap("Save")

    assert asked == ("", boris.words("Thank you. How was it?"))
    assert Draw.objects.exclude(pk=other.pk).get().outcome == Outcome.NOBODY
    assert pool.held_by(other.volunteer) == other


@LANGUAGES
def test_a_report_outlives_the_session(caller, language):
    boris = caller(language)
    boris.tap("Show me a number")
    boris.tap("The call is over")
    boris.tick("We talked")
    boris.context.clear_cookies()

    boris.tap("Save")
    address = Draw.objects.get().volunteer.address
    boris.page.get_by_label(boris.words("E-mail address")).fill(address)
    boris.tap("Send me the code")
    boris.page.get_by_label(boris.words("Code from the e-mail")).fill(boris.code())
    boris.tap("Sign in")
    kept = boris.page.locator("[name=choice]:checked").get_attribute("value")
    boris.tap("Save")

    drawn = Draw.objects.get()
    assert (kept, drawn.outcome, drawn.version) == ("talked", Outcome.TALKED, 1)


def test_a_double_tap_on_save_is_one_report(caller):
    boris = caller("en")
    boris.tap("Show me a number")
    boris.tap("The call is over")
    boris.tick("Nobody answered")

    boris.page.get_by_role("button", name="Save").dblclick()

    expect(boris.page.locator("h1")).to_have_text("Thank you. It is recorded.")
    assert Draw.objects.get().version == 1
