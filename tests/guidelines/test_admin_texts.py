"""Writing in the admin: review, comments, order, preview, typing."""

import pytest
from django.test import Client

from guidelines import ordering, review
from guidelines.models import HardSentence, Section, Status, Turn, Typed
from tests.guidelines.texts import make_fact, make_hard, make_section, make_turn
from tests.guidelines.writing import address, form_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return make_section("seen", title_en="Seen")


def test_a_changed_text_is_a_draft_of_its_editor(client, psychologist, section):
    save(client, section, title_en="Looked at")

    section.refresh_from_db()
    assert (section.title_en, section.status, section.version) == ("Looked at", Status.DRAFT, 2)
    assert section.edited_by == psychologist


def test_setting_a_text_aside_needs_no_new_review(client, psychologist, section):
    save(client, section, is_paused="on")

    section.refresh_from_db()
    assert (section.is_paused, section.status, section.version) == (True, Status.APPROVED, 2)


def test_a_new_text_stands_last_and_can_be_handed_in_at_once(client, psychologist):
    answers = {"they_say_ru": "Что?", "they_say_en": "What?", "you_can_say_ru": "Это."}
    answers |= {"you_can_say_en": "That.", "_hand_in": "1"}

    client.post(address(HardSentence, "add"), answers)

    made = HardSentence.objects.last()
    assert (made.they_say_en, made.status, made.edited_by) == (
        "What?",
        Status.REVIEW,
        psychologist,
    )


def test_a_choice_of_a_turn_is_a_change_of_the_turn(client, psychologist):
    turn = make_turn("another", None)

    save(client, turn, **{"choices-0-why_en": "It is kind."})

    turn.refresh_from_db()
    assert (turn.status, turn.choices.get().why_en) == (Status.DRAFT, "It is kind.")


def test_review_takes_two(client, psychologist, colleague, section):
    other = Client()
    other.force_login(colleague)
    save(client, section, title_en="New", _hand_in="1")
    section.refresh_from_db()

    own = client.post(address(section, "review"), {"approve": "", "version": section.version})
    still = Section.objects.get(pk=section.pk).status
    other.post(address(section, "review"), {"approve": "", "version": section.version})

    section.refresh_from_db()
    assert own.status_code == 302
    assert (still, section.status, section.approved_by) == (
        Status.REVIEW,
        Status.APPROVED,
        colleague,
    )


def test_what_was_not_seen_is_not_approved(client, psychologist, colleague, section):
    review.change(section, colleague)
    review.hand_in(section)

    client.post(address(section, "review"), {"approve": "", "version": section.version - 1})
    page = client.get(address(section))

    section.refresh_from_db()
    assert section.status == Status.REVIEW
    assert [str(m) for m in page.context["messages"]] == [
        "This text has changed meanwhile: please look at it again."
    ]


def test_many_are_handed_in_at_once_and_approved_one_by_one(client, psychologist):
    texts = [make_hard(status=Status.DRAFT) for _ in range(3)]
    chosen = {"_selected_action": [text.pk for text in texts]}

    for action in ("hand_in_selected", "approve_selected"):
        answer = client.post(
            address(HardSentence, "changelist"), chosen | {"action": action}, follow=True
        )

    found = HardSentence.objects.filter(pk__in=chosen["_selected_action"])
    assert [*found.values_list("status", flat=True)] == ["review"] * 3
    assert [str(m) for m in answer.context["messages"]] == ["No action selected."]


def test_comments_are_made_and_settled_and_say_no_name(client, psychologist, colleague, section):
    client.post(address(section, "comment"), {"body": "Too long for me."})
    client.post(address(section, "comment"), {"body": " "})
    said = review.comments(section).get()
    other = Client()
    other.force_login(colleague)

    page = other.get(address(section)).content.decode()
    other.post(address(section, "settle"), {"comment": said.pk})

    said.refresh_from_db()
    assert "Too long for me." in page
    assert "A colleague" in page
    assert psychologist.email not in page
    assert said.is_settled


def test_texts_move_by_one_and_all_at_once(client, psychologist):
    HardSentence.objects.all().delete()
    first, second, third = (make_hard(order=n) for n in range(3))
    move = address(HardSentence, "move")

    client.post(move, {"down": first.pk})
    down = [*HardSentence.objects.values_list("pk", flat=True)]
    client.post(move, {"up": third.pk})
    client.post(move, {"up": third.pk})
    client.post(move, {"up": third.pk})
    up = [*HardSentence.objects.values_list("pk", flat=True)]
    client.post(move, {"order": f"{second.pk},x,{first.pk},999999"})

    assert down == [second.pk, first.pk, third.pk]
    assert up == [third.pk, second.pk, first.pk]
    assert [*HardSentence.objects.values_list("pk", flat=True)] == [second.pk, first.pk, third.pk]


@pytest.mark.parametrize(("query", "scripts"), [("", 1), ("?status__exact=draft", 0)])
def test_rows_are_dragged_where_all_of_them_are_in_view(client, psychologist, query, scripts):
    page = client.get(address(HardSentence, "changelist") + query).content.decode()

    assert page.count("js/sort.js") == scripts


def test_putting_texts_in_order_takes_two_queries_however_many(django_assert_num_queries):
    texts = [make_hard() for _ in range(5)]

    # Two more begin and end the transaction.
    with django_assert_num_queries(4):
        ordering.put(HardSentence, [text.pk for text in reversed(texts)])


def test_the_preview_shows_what_is_typed_and_saves_nothing(client, psychologist, section):
    typed = form_of(client, section) | {
        "body_en": "> Здравствуйте.\n>\n> (Hello.)\n\n<script>x</script> [a](javascript:x)",
        "language": "en",
    }

    answer = client.post(address(Section, "preview"), typed)

    html = answer.content.decode()
    section.refresh_from_db()
    assert '<p class="gloss">Hello.</p>' in html
    assert "<script>x" not in html
    assert 'href="javascript' not in html
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert section.body_en == "Text"


def test_the_preview_of_a_fact_asks_for_its_dates(client, psychologist):
    fact = make_fact()

    whole, half = (
        client.post(address(type(fact), "preview"), form_of(client, fact) | changes)
        for changes in (
            {"statement_ru": "Иначе", "language": "ru"},
            {"dated": "", "language": "en"},
        )
    )

    assert "Иначе" in whole.content.decode()
    assert "Please fill in first: As of." in half.content.decode()


def test_what_is_typed_is_kept_for_its_editor_until_saved(client, psychologist, colleague, section):
    typed = {"title_en": "Half a ti", "text_id": section.pk, "seen": 1}
    other = Client()
    other.force_login(colleague)

    kept = [client.post(address(Section, "typed"), typed).status_code for _ in range(2)]
    pages = [each.get(address(section)).content.decode() for each in (client, other)]
    once = Typed.objects.get()
    save(client, section, title_en="Half a title")

    assert kept == [204, 204]
    assert once.fields == {"title_en": "Half a ti"}
    assert ["Half a ti" in page for page in pages] == [True, False]
    assert not Typed.objects.exists()


def test_what_is_typed_can_be_thrown_away_and_is_bounded(client, psychologist, section):
    typed = {"title_en": "x", "text_id": section.pk, "seen": 1}
    client.post(address(Section, "typed"), typed)

    answer = client.post(address(Section, "typed_drop"), {"text_id": section.pk})
    flood = client.post(address(Section, "typed"), typed | {"body_en": "x" * 200_001})

    assert answer.url == address(section)
    assert flood.status_code == 413
    assert not Typed.objects.exists()


@pytest.mark.parametrize("act", ["move", "preview", "typed", "typed_drop"])
def test_acts_are_for_psychologists_and_by_post_alone(client, psychologist, act):
    stranger = Client()

    assert client.get(address(Section, act)).status_code == 405
    assert stranger.post(address(Section, act)).status_code == 302


def test_a_turn_shows_where_it_leads(client, psychologist):
    Turn.objects.all().delete()
    end = make_turn("end", None, order=2)
    hello = make_turn("hello", end, None, order=1)

    html = client.get(address(Turn, "changelist")).content.decode()

    assert f'<a href="{address(end)}"><code>end</code></a>, the end' in html
    assert hello.they_en in html
