"""The form of a text as a real browser sends it, and as it is printed among thousands."""

import pytest

from guidelines import review
from guidelines.models import Comment, Status, Turn
from tests.guidelines.texts import make_section, make_turn
from tests.guidelines.writing import address, form_of

pytestmark = pytest.mark.django_db


def as_browsers_send(client, text):
    sent = form_of(client, text)
    return {name: str(value).replace("\n", "\r\n") for name, value in sent.items()}


def test_the_ends_of_lines_that_a_browser_sends_are_no_change(client, psychologist):
    section = make_section("seen", body_en="One\n\ntwo")
    turn = make_turn("heard", None, they_en="A voice:\n“Yes?”")
    turn.choices.update(why_en="It is\npolite.")

    for text in (section, turn):
        client.post(address(text), as_browsers_send(client, text))
        text.refresh_from_db()

    assert (section.body_en, section.status, section.version) == (
        "One\n\ntwo",
        Status.APPROVED,
        1,
    )
    assert (turn.they_en, turn.status) == ("A voice:\n“Yes?”", Status.APPROVED)
    assert turn.choices.get().why_en == "It is\npolite."


def test_acts_find_their_text_among_thousands(client, psychologist):
    section = make_section("seen", pk=12345, version=6789, status=Status.REVIEW)
    review.comment(section, None, "Too long")
    Comment.objects.update(id=2345)

    html = client.get(address(section)).content.decode()

    acts = [f"{address(type(section), 'changelist')}12345/{act}/" for act in ("review", "settle")]
    wanted = [*acts, 'data-text="12345"', 'value="6789"', 'value="2345"']
    assert [each for each in wanted if each not in html] == []


def test_words_that_could_not_be_saved_stand_beside_no_approval(client, psychologist, colleague):
    section = make_section("seen", status=Status.DRAFT)
    review.change(section, colleague)
    review.hand_in(section)
    mine = form_of(client, section)
    review.change(section, colleague)
    review.hand_in(section)

    pages = [client.get(address(section)), client.post(address(section), mine)]

    assert ['name="approve"' in page.content.decode() for page in pages] == [True, False]


def test_a_turn_to_which_an_approved_one_leads_is_not_deleted(client, psychologist):
    end = make_turn("over", None)
    turn = make_turn("another", end)
    alone = make_turn("alone")
    alone.choices.create(next=alone, say_ru="а", say_en="a", why_ru="а", why_en="a")

    for each in (end, alone):
        client.post(address(each, "delete"), {"post": "yes"})

    turn.refresh_from_db()
    assert (turn.status, turn.choices.get().next) == (Status.APPROVED, end)
    assert not Turn.objects.filter(slug="alone").exists()


def test_how_to_write_is_said_beside_the_text_and_not_beside_its_title(client, psychologist):
    page = client.get(address(make_section("advised"))).content.decode()

    title, text = page.index('name="title_ru"'), page.index('name="body_ru"')
    assert page.count("A link to another section is") == 1
    assert title < page.index("A link to another section is") < text
