import pytest
from django.db import IntegrityError, transaction

from guidelines import review
from guidelines.models import Comment, Section, Status
from tests.factories import make_volunteer
from tests.guidelines.texts import make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return make_volunteer()


@pytest.fixture
def text(writer):
    section = make_section("new", status=Status.DRAFT)
    review.change(section, writer)
    return section


def test_a_second_psychologist_approves_what_was_handed_in(text):
    second = make_volunteer()

    acts = [review.approve(text, second), review.hand_in(text), review.hand_in(text)]
    acts += [review.approve(text, second), review.approve(text, second)]

    text.refresh_from_db()
    assert acts == [False, True, False, True, False]
    assert (text.status, text.approved_by) == (Status.APPROVED, second)


def test_nobody_approves_their_own_words(text, writer):
    review.hand_in(text)

    assert not review.approve(text, writer)

    with pytest.raises(IntegrityError, match="section_approved_by_second"), transaction.atomic():
        Section.objects.filter(pk=text.pk).update(status=Status.APPROVED, approved_by=writer)


def test_what_has_changed_since_is_not_approved(text, writer):
    review.hand_in(text)
    seen = Section.objects.get(pk=text.pk)
    review.change(text, writer)
    review.hand_in(text)

    assert not review.approve(seen, make_volunteer())
    assert review.approve(text, make_volunteer())


def test_a_change_makes_an_approved_text_a_draft(text):
    review.hand_in(text)
    review.approve(text, make_volunteer())
    version = text.version

    review.change(text, make_volunteer())

    assert (text.status, text.approved_by, text.version) == (Status.DRAFT, None, version + 1)


def test_a_text_is_sent_back_once(text):
    review.hand_in(text)

    assert [review.send_back(text), review.send_back(text)] == [True, False]


def test_texts_outlive_the_accounts_of_those_who_wrote_and_approved_them(text, writer):
    second = make_volunteer()
    review.hand_in(text)
    review.approve(text, second)

    writer.delete()
    second.delete()

    text.refresh_from_db()
    assert (text.status, text.edited_by, text.approved_by) == (Status.APPROVED, None, None)


def test_comments_belong_to_one_text_and_are_settled(text, writer):
    other = make_section("other")
    review.comment(other, writer, "Of another text")
    first = review.comment(text, writer, "Too long")
    review.comment(text, None, "By somebody who has gone")

    review.settle(first)
    review.settle(first)

    assert [(c.body, c.is_settled) for c in review.comments(text)] == [
        ("Too long", True),
        ("By somebody who has gone", False),
    ]
    assert Comment.objects.count() == 3
