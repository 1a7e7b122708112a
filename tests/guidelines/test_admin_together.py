"""Writing in the admin and publishing, by many at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from guidelines import library, review
from guidelines.models import Choice, Edition, Status, Turn
from tests.guidelines.conftest import make_psychologist
from tests.guidelines.texts import NOTES, make_section, make_turn, publish_rehearsal
from tests.guidelines.writing import address, form_of, save

pytestmark = pytest.mark.django_db
ROUNDS = 5


@pytest.fixture
def section():
    return make_section("seen", title_en="Seen")


def test_the_second_of_two_is_shown_the_difference_and_nothing_is_lost(
    client, psychologist, colleague, section
):
    other = Client()
    other.force_login(colleague)
    mine = form_of(client, section)
    save(other, section, title_en="Seen by another", body_en="Their text")

    answer = client.post(address(section), mine | {"title_en": "Seen by me"})

    section.refresh_from_db()
    form = answer.context["adminform"].form
    assert section.title_en == "Seen by another"
    assert form.non_field_errors() == ["Somebody else has changed this text meanwhile."]
    assert form["title_en"].value() == "Seen by me"
    assert [field for field, _, _ in answer.context["conflicts"]] == ["Title [en]", "Text [en]"]
    assert "<del>another</del><ins>me</ins>" in answer.content.decode()

    # They have seen it, and save again.
    client.post(address(section), mine | {"title_en": "Seen by me", "seen": form["seen"].value()})

    section.refresh_from_db()
    assert section.title_en == "Seen by me"


def test_whoever_saves_after_a_text_was_set_aside_is_told(client, psychologist, section):
    mine = form_of(client, section)
    save(client, section, is_paused="on")

    answer = client.post(address(section), mine)

    section.refresh_from_db()
    assert section.is_paused
    assert [(label, parts) for label, _, parts in answer.context["conflicts"]] == [
        ("Set aside", [("-", "yes"), ("+", "no")])
    ]


def test_of_a_turn_the_choices_are_compared_too(client, psychologist):
    end = make_turn("over", None)
    turn = make_turn("another", end)
    mine = form_of(client, turn)
    save(client, turn, **{"choices-0-say_en": "Theirs", "choices-0-next": ""})

    answer = client.post(address(turn), mine)

    assert turn.choices.get().say_en == "Theirs"
    assert [(label, language) for label, language, _ in answer.context["conflicts"]] == [
        ("Leads to", ""),
        ("What one can say or do [en]", "en"),
    ]


class Desk:
    """Psychologists who write, approve and publish at once; what they did is noted beside it."""

    def __init__(self):
        self.is_open = True
        self.saved = self.refused = self.unpublishable = 0
        self.approved = set()
        self.lock = threading.Lock()
        self.has_approved = threading.Event()

    def write(self, number, turn):
        """Save turn and choice with one mark in both languages; whoever is refused saves again."""
        client = Client()
        client.force_login(make_psychologist(email=f"writer{number}@example.org"))
        for n in range(ROUNDS):
            words = {f"they_{code}": f"{number}.{n}" for code in ("ru", "en")}
            words |= {f"choices-0-say_{code}": f"{number}.{n}" for code in ("ru", "en")}
            while save(client, turn, **words, _hand_in="1").status_code != 302:
                with self.lock:
                    self.refused += 1
            with self.lock:
                self.saved += 1

    def approve(self):
        colleague = make_psychologist(email="approves@example.org")
        while self.is_open:
            for turn in Turn.objects.filter(status=Status.REVIEW):
                if review.approve(turn, colleague):
                    self.approved.add((turn.slug, turn.they_en))
                    self.has_approved.set()

    def publish(self):
        while self.is_open:
            if not self.has_approved.wait(0.05):
                continue
            self.has_approved.clear()
            try:
                library.publish(None, **NOTES)
            except library.Unpublishable:
                with self.lock:
                    self.unpublishable += 1


def run(desk, turns):
    def closing(act, *args):
        try:
            act(*args)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as people:
        others = [people.submit(closing, act) for act in (desk.approve, desk.publish, desk.publish)]
        try:
            writing = [people.submit(closing, desk.write, *each) for each in enumerate(turns)]
            for each in writing:
                each.result()
        finally:
            desk.is_open = False
        for each in others:
            each.result()


def marks(edition):
    """Of each turn all that carries the mark of one save."""
    found = {}
    for language in ("ru", "en"):
        for turn in edition.content[language]["turns"]:
            words = {turn["they"], turn["choices"][0]["say"]}
            found.setdefault(turn["slug"], set()).update(words)
    return found


@pytest.mark.django_db(transaction=True)
def test_editions_hold_approved_words_of_one_save_whoever_writes_meanwhile():
    first = publish_rehearsal().number
    Turn.objects.update(they_ru="begin", they_en="begin")
    Choice.objects.update(say_ru="begin", say_en="begin")
    hello, goodbye = Turn.objects.order_by("order")
    versions = hello.version + goodbye.version
    desk = Desk()

    run(desk, [hello, hello, goodbye])

    last = Turn.objects.order_by("order")
    made = Edition.objects.filter(number__gt=first)
    found = [marks(edition) for edition in made]
    mixed = [each for each in found if any(len(words) != 1 for words in each.values())]
    unseen = [
        (slug, word)
        for each in found
        for slug, words in each.items()
        for word in words
        if word != "begin" and (slug, word) not in desk.approved
    ]
    assert (mixed, unseen) == ([], [])
    # Each save that was not refused is a version, so that none was written over.
    assert sum(turn.version for turn in last) == versions + desk.saved
    assert desk.saved == 3 * ROUNDS
    assert len(made) > 1
    assert desk.refused > 0
