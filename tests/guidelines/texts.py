"""Texts for tests of the guidelines."""

import datetime
import secrets

from django.db import connection

from guidelines import library
from guidelines.models import (
    Edition,
    Fact,
    HardSentence,
    Note,
    Opener,
    Question,
    Section,
    Status,
    Turn,
)

# The edition that migrations publish last.
LIVE = 2
NOTES = {"notes_ru": "Новое", "notes_en": "New"}


def make_section(slug, **fields):
    fields = {
        "order": 90,
        "status": Status.APPROVED,
        "title_ru": "Раздел",
        "title_en": "Section",
        "body_ru": "Текст",
        "body_en": "Text",
    } | fields
    return Section.objects.create(slug=slug, **fields)


def make_opener(**fields):
    fields = {
        "order": 90,
        "status": Status.APPROVED,
        "text_ru": "Здравствуйте.",
        "text_en": "Hello.",
    } | fields
    return Opener.objects.create(**fields)


def make_hard(**fields):
    fields = {
        "order": 90,
        "status": Status.APPROVED,
        "they_say_ru": "Кто вы?",
        "they_say_en": "Who are you?",
        "you_can_say_ru": "Доброволец.",
        "you_can_say_en": "A volunteer.",
    } | fields
    return HardSentence.objects.create(**fields)


def make_fact(**fields):
    """A fact that is valid for some weeks."""
    today = datetime.date.today()
    fields = {
        "order": 90,
        "status": Status.APPROVED,
        "statement_ru": "Факт.",
        "statement_en": "A fact.",
        "source_ru": "Источник",
        "source_en": "A source",
        "address": "https://example.org/fact",
        "dated": today,
        "valid_until": today + datetime.timedelta(weeks=4),
    } | fields
    return Fact.objects.create(**fields)


def renew_facts():
    """Let the facts that migrations publish be in date, whenever the tests run.

    In the edition too, which nobody could change but for this.
    """
    until = datetime.date.today() + datetime.timedelta(days=365)
    Fact.objects.update(valid_until=until)
    edition = Edition.objects.get(pk=LIVE)
    for texts in edition.content.values():
        for fact in texts["facts"]:
            fact["valid_until"] = until.isoformat()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE guidelines_edition DISABLE TRIGGER USER")
        edition.save(update_fields=["content"])
        cursor.execute("ALTER TABLE guidelines_edition ENABLE TRIGGER USER")


def make_turn(slug, *leads, **fields):
    """A turn with a choice for each of `leads`: a turn, or None for the end."""
    fields = {
        "order": 90,
        "status": Status.APPROVED,
        "they_ru": "Алло?",
        "they_en": "Hello?",
    } | fields
    turn = Turn.objects.create(slug=slug, **fields)
    for order, target in enumerate(leads):
        turn.choices.create(
            order=order,
            next=target,
            helps=not order,
            say_ru="Здравствуйте.",
            say_en="Hello.",
            why_ru="Вежливо.",
            why_en="It is polite.",
        )
    return turn


def make_rehearsal():
    """In place of any other: "hello", whose first answer leads to "goodbye", the second out."""
    Turn.objects.all().delete()
    Question.objects.all().delete()
    words = {"they_ru": "Голос: «Мне пора».", "they_en": "A voice: “I must go.”"}
    goodbye = make_turn("goodbye", None, order=2, **words)
    words = {"they_ru": "Гудок. «Алло?»", "they_en": "A ringing tone. “Yes?”"}
    hello = make_turn("hello", goodbye, None, order=1, **words)
    hello.choices.filter(order=1).update(
        say_ru="Почему вы молчите?",
        say_en="Why are you silent?",
        why_ru="Это упрёк.",
        why_en="It is a reproach.",
    )
    Question.objects.create(
        status=Status.APPROVED,
        ask_ru="Кто рядом?",
        ask_en="Who is near?",
        kind_ru="Позвоните им.",
        kind_en="Call them.",
    )


def publish_rehearsal(**fields):
    """An edition with that rehearsal."""
    make_rehearsal()
    return publish(**fields)


def publish(**fields):
    return library.publish(**({"by": None} | NOTES | fields))


def make_note(text="А где вы были восемь лет?", **fields):
    """A note that psychologists see."""
    fields = {
        "about": Note.About.NO_ANSWER,
        "language": "ru",
        "token_hash": secrets.token_hex(32),
        "is_shown": True,
    } | fields
    return Note.objects.create(text=text, **fields)
