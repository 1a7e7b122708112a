"""Before the first number: a whole rehearsal, with the keyboard alone."""

import pytest

from calls.models import Draw
from tests.factories import make_caller, make_number
from tests.guidelines.texts import publish_rehearsal

pytestmark = pytest.mark.django_db(transaction=True)
# What the focus is on, as somebody reads it.
FOCUS = """() => {
  const focused = document.activeElement;
  return (focused.closest("label") ?? focused).innerText ?? "";
}"""


def move_to(anna, text):
    """Go on by the tab key to what says `text`, from where the page has put the focus."""
    words = anna.words(text)
    for _ in range(40):
        anna.page.keyboard.press("Tab")
        if words in " ".join(anna.page.evaluate(FOCUS).split()):
            return
    raise AssertionError(f"No key leads to “{words}”.")


def press(anna, text):
    move_to(anna, text)
    with anna.page.expect_navigation():
        anna.page.keyboard.press("Enter")


@pytest.fixture
def anna(person, client):
    """Somebody who has read and not yet rehearsed, and for whom a number waits."""
    publish_rehearsal()
    make_number()
    anna = person("en", has_script=False)
    anna.volunteer = make_caller(rehearsed="")
    anna.sign_in(client, anna.volunteer)
    anna.go("/call/")
    return anna


def test_a_whole_rehearsal_leads_to_the_number(anna):
    press(anna, "Begin the rehearsal")
    press(anna, "Почему вы молчите?")
    harms = anna.reads()
    press(anna, "Здравствуйте.")
    helps = anna.reads()
    press(anna, "Go on")
    press(anna, "Здравствуйте.")
    press(anna, "On to the report")
    report = anna.heading()
    move_to(anna, "Nobody answered")
    anna.page.keyboard.press("Space")
    press(anna, "See what it would do")
    effect = anna.reads()
    move_to(anna, "Who is near?")
    anna.page.keyboard.press("Enter")
    kind = anna.page.get_by_text("Call them.").is_visible()
    anna.page.reload()
    press(anna, "Done: on to the call")

    anna.volunteer.refresh_from_db()
    assert "This harms. It is a reproach." in harms
    assert "This helps. It is polite." in helps
    assert report == "The report, as after every call"
    assert "The number may be drawn again in one or two weeks." in effect
    assert (kind, anna.volunteer.rehearsed, Draw.objects.count()) == (True, "whole", 0)
    assert anna.heading() == "Before the call"


def test_after_one_try_the_rest_may_be_left_out(anna):
    press(anna, "Begin the rehearsal")
    at_first = anna.reads()
    press(anna, "Почему вы молчите?")
    press(anna, "Skip the rest and go on to call")
    press(anna, "Show me a number")

    assert "Skip the rest" not in at_first
    assert Draw.objects.get().volunteer == anna.volunteer
    assert Draw.objects.get().has_rehearsed is False


def test_a_small_phone_shows_the_reason_without_scrolling(anna):
    press(anna, "Begin the rehearsal")
    press(anna, "Почему вы молчите?")

    assert anna.page.get_by_text("This harms.").evaluate(
        "(verdict) => verdict.getBoundingClientRect().bottom <= innerHeight"
    )
