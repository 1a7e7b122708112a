"""Texts for tests of the guidelines."""

from guidelines import library
from guidelines.models import HardSentence, Opener, Section

NOTES = {"notes_ru": "Новое", "notes_en": "New"}


def make_section(slug, **fields):
    fields = {
        "order": 90,
        "title_ru": "Раздел",
        "title_en": "Section",
        "body_ru": "Текст",
        "body_en": "Text",
    } | fields
    return Section.objects.create(slug=slug, **fields)


def make_opener(**fields):
    fields = {"order": 90, "text_ru": "Здравствуйте.", "text_en": "Hello."} | fields
    return Opener.objects.create(**fields)


def make_hard(**fields):
    fields = {
        "order": 90,
        "they_say_ru": "Кто вы?",
        "they_say_en": "Who are you?",
        "you_can_say_ru": "Доброволец.",
        "you_can_say_en": "A volunteer.",
    } | fields
    return HardSentence.objects.create(**fields)


def publish(**fields):
    return library.publish(**({"by": None} | NOTES | fields))
