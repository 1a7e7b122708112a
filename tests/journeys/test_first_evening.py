"""One volunteer's whole evening, from the landing page to a call that nobody can trace."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from calls import dialling, pool
from calls.models import Call, Draw, Fate, Outcome, PhoneNumber
from guidelines.models import Confirmation
from tests.factories import make_caller, make_number, make_region, move
from tests.guidelines.texts import publish_rehearsal
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 20
LARGE = re.compile(r"^[4-9]\d")
CLOSED = "This call is closed"


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_first_evening(person, language, has_script):
    publish_rehearsal()
    region = make_region()
    for _ in range(CROWD + 5):
        make_number(region)
    anna = person(language, has_script)

    joins(anna)
    reads_and_confirms(anna)
    rehearses(anna)
    first = draws(anna, region)
    talks_and_reports(anna, first, region)
    amends(anna)
    draws_another_and_gives_it_back(anna, first)

    becomes_a_call(anna, first)


def joins(anna):
    anna.go("/")
    anna.tap("Make the call")
    anna.page.get_by_label(anna.words("E-mail address")).fill("anna@example.org")
    anna.page.get_by_label(anna.words("Country you call from")).select_option("LT")
    for answer in ("Outside Russia and Belarus", "Yes", "I accept the code", "I am 18 or older"):
        anna.tick(answer)
    anna.tap("Send me the code")
    anna.page.get_by_label(anna.words("Code from the e-mail")).fill(anna.code())
    anna.tap("Next: how to talk")

    volunteer = Volunteer.objects.get()
    assert (volunteer.language, volunteer.time_zone) == (anna.language, "Europe/Vilnius")
    assert anna.heading() == anna.words("How to talk")


def reads_and_confirms(anna):
    anna.tick("I have read it.")
    anna.tick("I understand that my own number will be seen by the person I call.")
    anna.tap("Confirm, and on to the rehearsal")

    assert Confirmation.objects.get().volunteer == Volunteer.objects.get()
    assert anna.heading() == anna.words("A first call with nobody on the line")


def rehearses(anna):
    anna.tap("Begin the rehearsal")
    with anna.page.expect_navigation():
        anna.page.get_by_role("button", name="Здравствуйте.").click()
    anna.tap("Skip the rest and go on to call")

    assert Volunteer.objects.get().rehearsed == "tried"
    assert anna.heading() == anna.words("Before the call")


def draws(anna, region):
    anna.tap("Show me a number")

    drawn = Draw.objects.get()
    number = str(drawn.number_id)
    name = {"ru": region.name_ru, "en": region.name_en}[anna.language]
    assert (anna.heading(), anna.digits()) == (name, number)
    expect(anna.page.locator(".number span").last).to_have_css("font-size", LARGE)
    assert anna.page.get_by_role("link", name=anna.words("Dial")).get_attribute("href") == (
        f"tel:+{number}"
    )
    by_hand = anna.page.locator(".digits").inner_text()
    assert re.sub(r"\D", "", by_hand) == f"00{number}"
    assert len(anna.page.locator("[data-minutes]").inner_text()) > 0
    return drawn


def talks_and_reports(anna, drawn, region):
    anna.tap("We are talking")
    drawn.refresh_from_db()
    clocks = anna.page.locator("[data-minutes]").count()
    shown = anna.digits()
    anna.tap("The call is over")
    at_report = anna.digits()
    anna.tick("Nobody answered")
    anna.tap("Save")

    number = str(drawn.number_id)
    assert (drawn.is_talking, clocks, shown, at_report) == (True, 0, number, "")
    drawn.refresh_from_db()
    assert (drawn.outcome, drawn.version) == (Outcome.NOBODY, 1)
    assert anna.heading() == anna.words("Thank you. It is recorded.")
    assert anna.words("Nobody answered") in anna.reads()
    assert number[-2:] in anna.reads()
    page = anna.page.content()
    assert (number in page, dialling.spelled(drawn.number_id)[1] in page) == (False, False)


def amends(anna):
    anna.page.locator("[href='?amend']").click()
    anna.tick("We talked")
    anna.page.locator("details:has([name=length]) summary").click()
    anna.tick("3 to 10 minutes")
    anna.tap("Save")

    drawn = Draw.objects.get()
    assert (drawn.outcome, drawn.length, drawn.version) == (Outcome.TALKED, "3-10", 2)
    assert anna.words("We talked") in anna.reads()


def draws_another_and_gives_it_back(anna, first):
    anna.tap("The next number")
    second = anna.digits()
    anna.tap("My line failed")
    given_back = anna.heading()
    anna.tap("Undo: give it to me again")
    again = anna.digits()
    anna.tap("I am not able to now")
    anna.tap("That is enough for now")

    assert given_back == anna.words("The number has gone back")
    assert (len(second), again) == (11, second)
    assert second != str(first.number_id)
    assert anna.heading() == anna.words("What went well")


def becomes_a_call(anna, drawn):
    """The weeks to come in a moment: others report alike, and the two clocks run."""
    address = f"/call/draws/{drawn.pk}/"
    number = drawn.number_id
    others = [make_caller() for _ in range(5)]
    for n in range(CROWD - 1):
        pool.report(pool.draw(others[n % len(others)]), Outcome.TALKED)
    for told in Draw.objects.filter(version__gt=0):
        move(told, hours=30)

    assert pool.forget() == CROWD
    forgotten = anna.go(address).status, anna.heading(), anna.reads()
    assert pool.settle() == CROWD
    settled = anna.go(address).status, anna.heading(), anna.reads()
    unknown = anna.go(f"/call/draws/{uuid.uuid4()}/").status, anna.heading(), anna.reads()

    closed = (anna.words(CLOSED), forgotten[2])
    assert (forgotten, settled, unknown) == ((200, *closed), (404, *closed), (404, *closed))
    assert Draw.objects.filter(pk=drawn.pk).exists() is False
    assert Call.objects.filter(length="3-10", outcome=Outcome.TALKED).count() == 1
    assert Call.objects.count() == CROWD
    assert re.search(r"\d", forgotten[2]) is None
    assert PhoneNumber.objects.get(pk=number).fate == Fate.TRIED
