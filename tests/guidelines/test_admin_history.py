"""The history of texts and notes, in the language of whoever looks."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from tests.guidelines.texts import make_note, make_section, make_turn

pytestmark = pytest.mark.django_db
WORDS = {
    "section": {"ru": "Изменено адрес и заголовок.", "en": "Changed address and title."},
    "turn": {"ru": "что можно сказать или сделать", "en": "what one can say or do"},
    "note": {"ru": "Изменено разобрано.", "en": "Changed done."},
}


def address(row, page, language="en"):
    with translation.override(language):
        return reverse(f"admin:guidelines_{row._meta.model_name}_{page}", args=[row.pk])


def change(client, row, **fields):
    """Save the form as the page fills it, but for `fields`."""
    context = client.get(address(row, "change")).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent = {form.add_prefix(name): form[name].initial for form in forms for name in form.fields}
    # A box that is not ticked is not sent.
    sent = {name: "" if value is None else value for name, value in sent.items()}
    sent = {name: value for name, value in sent.items() if value is not False}
    client.post(address(row, "change"), sent | fields)


def history(client, row, language):
    html = client.get(address(row, "history", language)).content.decode()
    return re.findall(r"</th>\s*<td>([^<]+)</td>", html)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_names_each_changed_field_once(client, psychologist, language):
    section = make_section("seen")
    change(client, section, title_ru="Видно", title_en="Seen", slug="sight")

    assert history(client, section, language) == [WORDS["section"][language]]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_names_what_changed_in_a_choice(client, psychologist, language):
    turn = make_turn("another", None)
    change(client, turn, **{"choices-0-say_en": "Good day."})

    [told] = history(client, turn, language)
    assert WORDS["turn"][language] in told


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_says_that_a_note_is_done(client, psychologist, language):
    note = make_note()
    client.post(address(note, "change"), {"is_done": "on"})

    assert history(client, note, language) == [WORDS["note"][language]]
