"""A note after a talk, written without a mouse."""

import pytest

from calls import pool
from calls.models import Outcome
from guidelines.models import Note
from tests.factories import make_caller, make_number

pytestmark = pytest.mark.django_db(transaction=True)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


@pytest.fixture
def anna(person, client):
    """A volunteer before the page of a talk that she has just reported."""
    make_number()
    volunteer = make_caller()
    drawn = pool.draw(volunteer)
    pool.report(drawn, Outcome.TALKED)
    somebody = person("en")
    somebody.sign_in(client, volunteer)
    somebody.go(f"/call/draws/{drawn.pk}/")
    return somebody


def test_a_note_is_written_looked_at_and_sent_by_keyboard(anna):
    page = anna.page
    page.get_by_role("link", name="Leave a note on what helped, and what was missing").focus()
    with page.expect_navigation():
        press(page, "Enter")
    referrer = page.evaluate("document.referrer")

    page.get_by_role("radio").first.focus()
    press(page, "Space", "ArrowDown", "ArrowDown", "Tab")
    page.keyboard.type("He asked where I had been, and gave me 8 945 123-45-67")
    press(page, "Tab")
    with page.expect_navigation():
        press(page, "Enter")
    looked_at = anna.heading(), page.locator("textarea").input_value()
    page.get_by_role("button", name="Send like this").focus()
    with page.expect_navigation():
        press(page, "Space")

    note = Note.objects.get()
    assert referrer == ""
    assert looked_at == (
        "Look at your note once more",
        "He asked where I had been, and gave me […]",
    )
    assert (note.about, note.text) == ("no_answer", looked_at[1])
    assert anna.heading() == "Thank you. Your note is kept."


def test_the_mark_lives_at_the_guidelines_and_no_script_reads_it(anna):
    anna.go("/guidelines/note/")
    anna.tick("What helped")
    anna.page.locator("textarea").fill("Listening.")
    anna.tap("Send")

    kept = [c for c in anna.context.cookies() if c["name"].startswith("asked_")]
    assert {(c["name"], c["path"], c["httpOnly"], c["sameSite"]) for c in kept} == {
        ("asked_en", "/en/guidelines/", True, "Lax"),
        ("asked_ru", "/ru/guidelines/", True, "Lax"),
    }
    assert "asked" not in anna.page.evaluate("document.cookie")
