"""What keeps the drafts from being published, beside a missing translation."""

import datetime

import pytest

from guidelines import drafts
from guidelines.models import Choice, Fact, Opener, Status, Turn
from tests.guidelines.texts import make_fact, make_opener, make_section, make_turn

pytestmark = pytest.mark.django_db


def problems():
    return [(str(found), found.about) for found in drafts.problems(drafts.texts())]


@pytest.fixture(autouse=True)
def _no_rehearsal():
    Choice.objects.all().delete()
    Turn.objects.all().delete()


@pytest.mark.parametrize("status", [Status.DRAFT, Status.REVIEW])
def test_a_text_that_nobody_approved_is_named(status):
    section = make_section("new", title_en="New", status=status)

    message = "Section “New” has not been approved by a second psychologist."
    assert problems() == [(message, section)]


def test_what_is_set_aside_keeps_nobody():
    make_section("new", status=Status.DRAFT, is_paused=True)

    assert problems() == []


def test_more_than_three_openers_are_too_many():
    for _ in range(2):
        make_opener()

    assert problems() == [
        ("At most three openers run side by side. Set the others aside.", Opener),
    ]


def test_a_fact_is_stale_from_the_day_after_its_last():
    today = datetime.date.today()
    long_ago = today - datetime.timedelta(weeks=9)
    fact = make_fact(dated=long_ago, valid_until=today - datetime.timedelta(days=1))
    make_fact(valid_until=today + datetime.timedelta(days=1))

    message = "Fact “A fact.” is out of date: renew it or set it aside."
    assert problems() == [(message, fact)]


def test_a_fact_that_will_be_stale_by_a_day_is_named():
    fact = make_fact()
    facts = [Fact(valid_until=fact.valid_until, statement_en="A fact.")]
    facts[0].is_stale = False

    found = [drafts.stale_by(facts, fact.valid_until + datetime.timedelta(days=n)) for n in (0, 1)]

    assert [len(each) for each in found] == [0, 1]


def test_a_rehearsal_that_leads_everywhere_and_ends_is_whole():
    end = make_turn("end", None, order=2)
    make_turn("hello", end, None, order=1)

    assert problems() == []


def test_a_turn_that_is_never_met_and_one_without_an_end_are_named():
    lost = make_turn("lost", None, order=3, they_en="Lost")
    circle = make_turn("circle", order=2, they_en="Circle")
    circle.choices.create(next=circle, say_ru="а", say_en="a", why_ru="а", why_en="a")
    make_turn("hello", circle, None, order=1)

    assert problems() == [
        ("Turn of the rehearsal “Circle”: from here the talk never comes to an end.", circle),
        ("Turn of the rehearsal “Lost” is never met: no choice leads to it.", lost),
    ]


def test_a_choice_without_words_or_that_leads_aside_is_named_by_its_turn():
    aside = make_turn("aside", None, order=2, is_paused=True)
    hello = make_turn("hello", aside, None, order=1)
    hello.choices.filter(next=None).update(why_ru="")

    assert problems() == [
        ("Turn of the rehearsal “Hello?” leads to a turn that is set aside.", hello),
        (
            "Turn of the rehearsal “Hello?”: “why it helps or harms” is missing in Russian.",
            hello,
        ),
    ]
