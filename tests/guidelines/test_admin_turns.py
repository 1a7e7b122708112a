"""The preview of a turn of the rehearsal: what is typed, with each choice and its reason."""

import re

import pytest
from django.urls import reverse

from guidelines.models import Choice
from tests.guidelines.texts import make_turn

pytestmark = pytest.mark.django_db

TYPED = {
    "slug": "hello",
    "they_ru": "Голос: «Алло?»",
    "they_en": "A voice: “Yes?”",
    "choices-TOTAL_FORMS": 3,
    "choices-INITIAL_FORMS": 0,
    # A browser sends the empty form at the end, too.
    "choices-2-order": 0,
    "language": "en",
}


def choice(n, **fields):
    fields = {"order": n, "say_ru": "Да.", "say_en": "Yes.", "why_ru": "Так.", "why_en": "So."} | (
        fields
    )
    return {f"choices-{n}-{name}": value for name, value in fields.items()}


def preview(client, **typed):
    return client.post(reverse("admin:guidelines_turn_preview"), TYPED | typed).content.decode()


def test_each_choice_is_shown_with_its_reason_and_where_it_leads(client, psychologist):
    end = make_turn("over", None)
    second = choice(1, say_en="(Hang up.)", say_ru="(Положить трубку.)", why_en="Too soon.")

    html = preview(client, **choice(0, helps="on", next=end.pk), **second)

    assert '<span class="told">A voice:</span>' in html
    assert '</span>Алло?<span class="gloss" lang="en">Yes?</span>' in html
    assert '<span class="told">Hang up.</span>' in html
    assert re.findall(r"<b>(.*?)</b>\s*(.*?)\n", html) == [
        ("This helps.", "So."),
        ("This harms.", "Too soon."),
    ]
    assert re.findall("→ (.*?)<", html) == ["over", "the end"]
    assert Choice.objects.filter(why_en="Too soon.").exists() is False


def test_choices_that_are_stored_are_shown_as_they_are_typed(client, psychologist):
    stored = make_turn("stored", None, None).choices.values_list("pk", flat=True)
    typed = choice(0, id=stored[0], say_en="Good day.") | choice(1, id=stored[1], DELETE="on")

    html = preview(client, **typed, **{"choices-INITIAL_FORMS": 2})

    assert re.findall("→ (.*?)<", html) == ["the end"]
    assert "Good day." in html


def test_half_a_turn_is_shown_as_far_as_it_goes(client, psychologist):
    html = preview(client, slug="", they_en="", **{"choices-TOTAL_FORMS": "x"})

    assert "Алло?" in html
