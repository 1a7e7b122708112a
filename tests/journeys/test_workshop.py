"""How the guidelines get better: written, reviewed, published, read, tried in calls, asked for."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from calls.models import Draw, Outcome
from guidelines import library, notes, tasks
from guidelines.models import Confirmation, Edition, HardSentence, Note, Section, Status
from tests.factories import make_caller, make_number
from tests.guidelines.texts import publish_rehearsal
from tests.journeys.person import PHONE

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = {"ru": "Берегите собеседника", "en": "Take care of whom you call"}
SHORTER = {"ru": "Берегите его", "en": "Take care of them"}
BODY = {"ru": "Спросите, можно ли говорить.", "en": "Ask whether they can talk."}
ASKED = {
    "ru": "Вы там сидите на пособии, вам легко рассуждать.",
    "en": "You live there on benefits; judging comes easy to you.",
}
ANSWER = {"ru": "Мне и правда легче. Оттого и звоню.", "en": "It is easier for me. So I call."}
WHAT_CHANGED = {"ru": "Короче сказано, как беречь.", "en": "How to take care is said shorter."}
# Other forms of a word in what was asked.
FORMS = {"ru": "пособиями", "en": "benefited"}
THANKS = "You asked for this one. Thank you."


@pytest.fixture
def volunteer(person):
    """Makes a volunteer who has confirmed the live edition, and signs them in."""

    def made(language, has_script=True, **fields):
        somebody = person(language, has_script)
        somebody.volunteer = make_caller(language=language, **fields)
        somebody.sign_in(Client(), somebody.volunteer)
        return somebody

    return made


def test_the_guidelines_get_better_in_both_languages(psychologist, volunteer, person):
    publish_rehearsal()
    for _ in range(3):
        make_number()
    vera, peter = psychologist("ru"), psychologist("en", has_script=False)
    anna, boris = volunteer("ru", rehearsed=""), volunteer("en", has_script=False)

    writes_a_section(vera)
    is_reviewed_and_settled(vera, peter)
    is_published(peter)
    for each in (anna, boris):
        is_asked_to_read_again(each)
    rehearses(anna)
    for each in (anna, boris):
        calls_and_reports(each)
    leaves_a_note(anna, "A sentence I had no answer to", ASKED["ru"])
    leaves_a_note(boris, "What helped", "To ask first.")
    made = becomes_a_hard_sentence(vera)
    is_approved_and_published(vera, peter, made)
    is_thanked_on_the_device_that_asked(anna, boris, person, made)
    for each in (anna, boris):
        finds_it_by_another_form(each, made)


def writes_a_section(vera):
    vera.open("sections", "Берегите того, кому звоните")
    vera.write("title", **TITLE)
    vera.write("text", **BODY)
    expect(vera.previewed(BODY["ru"])).to_be_visible()
    expect(vera.page.get_by_role("status")).to_have_text(vera.words("What you type is kept."))
    vera.tap("Save and hand in for review")

    section = Section.objects.get(slug="protect-them")
    assert (section.title_ru, section.body_en) == (TITLE["ru"], BODY["en"])
    assert section.status == Status.REVIEW


def is_reviewed_and_settled(vera, peter):
    peter.open("sections", TITLE["en"])
    peter.comment("The title is too long.")

    vera.open("sections", TITLE["ru"])
    told, may_approve = vera.reads(), vera.page.get_by_role("button", name="Одобрить").count()
    vera.write("title", **SHORTER)
    vera.tap("Save and hand in for review")
    vera.open("sections", SHORTER["ru"])
    vera.tap("Settled")
    vera.comment("Короче. Так лучше?")

    peter.open("sections", SHORTER["en"])
    answered = peter.reads()
    peter.tap("Approve")

    assert vera.words("A colleague") in told
    assert "The title is too long." in told
    assert (may_approve, "Короче. Так лучше?" in answered) == (0, True)
    section = Section.objects.get(slug="protect-them")
    assert (section.title_en, section.status) == (SHORTER["en"], Status.APPROVED)


def is_published(peter):
    seen = peter.publish(**WHAT_CHANGED, must_reread=True)

    edition = library.live()
    assert SHORTER["ru"] in seen
    assert SHORTER["en"] in seen
    assert f"Edition {edition.number} is published." in peter.reads()
    assert (edition.must_reread, edition.notes_ru, edition.notes_en) == (
        True,
        WHAT_CHANGED["ru"],
        WHAT_CHANGED["en"],
    )


def is_asked_to_read_again(anna):
    anna.go("/call/")
    told = anna.reads()
    new = f"{SHORTER[anna.language]} · {anna.words('new')}"
    marks = anna.page.get_by_role("heading", name=new).count()
    others = anna.page.locator("article section > h2 .new").count()
    anna.tick("I have read it.")
    anna.tick("I understand that my own number will be seen by the person I call.")
    is_next = "Confirm and go on to call"
    if not anna.volunteer.rehearsed:
        is_next = "Confirm, and on to the rehearsal"
    anna.tap(is_next)

    assert WHAT_CHANGED[anna.language] in told
    assert (marks, others) == (1, 1)
    assert Confirmation.objects.filter(volunteer=anna.volunteer).count() == 2


def rehearses(anna):
    anna.tap("Begin the rehearsal")
    with anna.page.expect_navigation():
        anna.page.get_by_role("button", name="Здравствуйте.").click()
    anna.tap("Skip the rest and go on to call")

    anna.volunteer.refresh_from_db()
    assert anna.volunteer.rehearsed == "tried"


def calls_and_reports(anna):
    anna.go("/call/")
    anna.tap("Show me a number")
    anna.tap("The call is over")
    anna.tick("We talked")
    anna.tap("Save")

    drawn = Draw.objects.get(volunteer=anna.volunteer)
    assert (drawn.outcome, drawn.edition) == (Outcome.TALKED, library.live())


def leaves_a_note(anna, about, text):
    anna.tap("Leave a note on what helped, and what was missing")
    anna.tick(about)
    anna.page.get_by_label(anna.words("Your note")).fill(text)
    anna.tap("Send")

    assert anna.heading() == anna.words("Thank you. Your note is kept.")


def becomes_a_hard_sentence(vera):
    for text in ("Молчание помогло.", "The story was too long.", "Слушать."):
        notes.leave(Note.About.HELPED, notes.language_of(text), text)
    vera.list_of("notes from calls")
    before = vera.listed().count()
    tasks.show_notes()
    vera.list_of("notes from calls")
    after = vera.listed().count()

    make_it = vera.words("Make a hard sentence of it")
    with vera.page.expect_navigation():
        vera.listed(ASKED["ru"]).get_by_role("button", name=make_it).click()
    asked = vera.field("they say", "ru").input_value()
    vera.write("they say", en=ASKED["en"])
    vera.write("you can say", **ANSWER)
    vera.tap("Save and hand in for review")

    assert (before, after, asked) == (0, 5, ASKED["ru"])
    made = HardSentence.objects.get(they_say_en=ASKED["en"])
    assert made.status == Status.REVIEW
    return made


def is_approved_and_published(vera, peter, made):
    peter.open("hard sentences", ASKED["en"])
    peter.tap("Approve")
    seen = vera.publish(ru="Новая трудная фраза.", en="A new hard sentence.", must_reread=False)

    assert (ASKED["ru"] in seen, ASKED["en"] in seen) == (True, True)
    assert Edition.objects.first().content["en"]["hard"][-1] == {
        "id": made.pk,
        "they_say": ASKED["en"],
        "you_can_say": ANSWER["en"],
    }


def is_thanked_on_the_device_that_asked(anna, boris, person, made):
    other = person(anna.language)
    other.sign_in(Client(), anna.volunteer)

    thanked = {}
    for name, device in {"anna": anna, "anna's other": other, "boris": boris}.items():
        device.go("/guidelines/")
        sentence = device.page.locator(f"#hard-{made.pk}")
        thanked[name] = device.words(THANKS) in sentence.inner_text()
        sentence.locator("summary").click()
        expect(sentence.get_by_text(ANSWER["ru"])).to_be_visible()

    assert thanked == {"anna": True, "anna's other": False, "boris": False}


def finds_it_by_another_form(anna, made):
    anna.go("/guidelines/")
    anna.page.get_by_label(anna.words("Search the guidelines")).fill(FORMS[anna.language])
    anna.tap("Search")
    found = anna.page.locator("main li").filter(has_text=ASKED["ru"])

    link = found.get_by_role("link").get_attribute("href")
    assert link == f"/{anna.language}/guidelines/#hard-{made.pk}"
    assert ASKED[anna.language] in found.inner_text()
    expect(found.get_by_text(ANSWER["ru"])).to_be_visible()


def test_the_second_of_two_sees_what_the_first_wrote_and_nothing_is_lost(psychologist):
    vera, peter = psychologist("ru"), psychologist("en")
    for each in (vera, peter):
        each.go("/admin/guidelines/section/")
    vera.follow("Берегите того, кому звоните")
    peter.follow("Protect the person you call")
    first = peter.field("text", "en").input_value().splitlines()[0]
    peter.write("text", en="Ask first.")
    vera.write("text", ru="Сначала спросите.")
    vera.write("title", en="Take care")

    peter.tap("Save")
    vera.tap("Save")
    told = vera.reads()
    struck_out, added = (vera.page.locator(f".conflict {tag}").last for tag in ("del", "ins"))
    difference = struck_out.inner_text(), added.inner_text().splitlines()[0]
    mine = [vera.field("text", "ru").input_value(), vera.field("title", "en").input_value()]
    stored = Section.objects.get(slug="protect-them").body_en
    vera.write("text", en="Ask first.")
    vera.tap("Save")

    section = Section.objects.get(slug="protect-them")
    assert vera.words("Somebody else has changed this text meanwhile.") in told
    assert difference == ("Ask first.", first)
    assert (mine, stored) == (["Сначала спросите.", "Take care"], "Ask first.")
    assert (section.body_ru, section.title_en, section.body_en) == (*mine, "Ask first.")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_order_is_changed_without_script(psychologist, language):
    vera = psychologist(language, has_script=False)
    first, second = Section.objects.in_next_edition()[:2]
    vera.list_of("sections")
    label = vera.words("Down: %(text)s") % {"text": getattr(first, f"title_{language}")}

    with vera.page.expect_navigation():
        vera.page.get_by_role("button", name=label).click()

    assert [*Section.objects.in_next_edition()[:2]] == [second, first]


def test_a_text_fits_a_phone_and_its_review_stands_below_it(psychologist):
    vera = psychologist("ru")
    vera.page.set_viewport_size(PHONE)
    vera.open("sections", "Берегите того, кому звоните")

    width = vera.page.evaluate("document.documentElement.scrollWidth")
    form, review = (
        vera.page.locator(place).bounding_box() for place in ("#section_form", ".review h2")
    )

    assert width == PHONE["width"]
    assert review["y"] >= form["y"] + form["height"]


@pytest.mark.parametrize("kind", ["turns of the rehearsal", "editions"])
def test_the_heading_of_a_list_is_covered_by_no_button(psychologist, kind):
    vera = psychologist("ru")
    vera.list_of(kind)
    heading = vera.page.locator("#content > h1").bounding_box()
    tools = [each.bounding_box() for each in vera.page.locator(".object-tools a").all()]

    below = vera.page.locator("#changelist").bounding_box()

    assert [box for box in tools if box["y"] < heading["y"] + heading["height"]] == []
    assert [box for box in tools if box["y"] + box["height"] > below["y"]] == []
