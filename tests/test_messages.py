"""The Russian catalogue: whole, current, with its placeholders and its typography."""

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.contrib import admin
from django.template import Context, Template, engines
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation

from bin import catalogue

RUSSIAN = [message for message in catalogue.read(catalogue.PO) if message.id]
TEMPLATES = [
    str(path.relative_to(catalogue.ROOT / "templates"))
    for path in sorted((catalogue.ROOT / "templates").rglob("*.*"))
    if path.suffix in (".html", ".txt")
]
# What must be the same on both sides: what is filled in, and marks that a browser reads.
FIXED = re.compile(r"%\(\w+\)[sd]|%s|%%|\{\w*\}|</?\w+>|&\w+;")
TAG = re.compile(r"<[a-z/][^>]*>")
# After these, and before a dash, a line must not break.
SHORT = "а|в|во|до|за|и|из|к|ко|на|ни|но|о|об|от|по|с|со|у"
SLIPS = {
    "a straight quotation mark": r"\"",
    "a hyphen or a short dash for a dash": r"(?:^|\s)[-–](?:\s|$)",
    "a dash after a space where a line may break": r" —",
    "a short word before a space where a line may break": rf"(?i)(?<![\w-])(?:{SHORT}) ",
    "e for ё": r"(?i)\b(?:еще|ее|нее|ее|мое|свое|идет|придет|пойдет|учетн\w+|отчет\w*)\b",
    "three dots for an ellipsis": r"\.\.\.",
    "an exclamation mark": r"!",
    "space at an end or doubled": r"^\s|\s$|\s\s",
}
SAMPLE = """
{% load i18n %}
{% translate "Plain, 5% of it" as plain %}{% translate 'May' context "month" %}
{# Translators: a note #}
{% blocktranslate trimmed with name=plain %}
  {{ name }}
    over lines, 100%
{% endblocktranslate %}
      {% if True %}
    {% blocktranslate count n=3 context "box" %}{{ n }} a{% plural %}{{ n }}{% endblocktranslate %}
  {% endif %}
{{ flag|yesno:_("sample yes,sample no") }}{{ _("in braces") }}
"""


def keys(messages):
    return {(message.id, message.context) for message in messages if message.id}


def joined(text, context):
    """As Django asks for a text that has a context."""
    singular = text if isinstance(text, str) else text[0]
    return f"{context}\x04{singular}" if context else singular


def asked_by(name):
    """What the nodes of a template will ask for, as Django has compiled them."""
    nodes = engines["django"].get_template(name).template.nodelist
    for node in nodes.get_nodes_by_type(TranslateNode):
        context = node.message_context and node.message_context.resolve({})
        yield str(node.filter_expression.var.literal).replace("%", "%%"), context
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        context = node.message_context and node.message_context.resolve({})
        text = node.render_token_list(node.singular)[0]
        if node.plural:
            text = text, node.render_token_list(node.plural)[0]
        yield text, context


def answers(messages):
    """As Python's gettext keeps them, which is what Django reads."""
    found = {}
    for message in messages:
        asked = joined(message.id, message.context)
        if message.pluralizable:
            found |= {(asked, form): text for form, text in enumerate(message.string)}
        else:
            found[asked] = message.string
    return found


def test_the_catalogue_has_just_what_the_code_asks_for():
    assert keys(RUSSIAN) == keys(catalogue.asked())


def test_every_entry_is_translated():
    assert [message.id for message in RUSSIAN if not catalogue.is_whole(message)] == []


def test_every_plural_has_the_three_forms_of_russian():
    forms = {message.id: len(message.string) for message in RUSSIAN if message.pluralizable}

    assert {text: count for text, count in forms.items() if count != 3} == {}


def test_what_is_compiled_is_what_is_written():
    with catalogue.MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    del compiled[""]

    assert compiled == answers(RUSSIAN)


def test_translations_fill_in_what_the_originals_do():
    different = []
    for message in RUSSIAN:
        original = message.id[1] if message.pluralizable else message.id
        for text in catalogue.texts(message):
            if sorted(FIXED.findall(text)) != sorted(FIXED.findall(original)):
                different.append((original, text))

    assert different == []


@pytest.mark.parametrize("slip", SLIPS)
def test_the_typography_is_russian(slip):
    texts = [text for message in RUSSIAN for text in catalogue.texts(message)]

    assert [text for text in texts if re.search(SLIPS[slip], TAG.sub("", text))] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_asks_for_what_was_extracted_from_it(name):
    path = catalogue.ROOT / "templates" / name
    constants = re.findall(r"_\(\"(.*?)\"\)", path.read_text())

    extracted = {(text, context) for _, text, _, context in catalogue.asked_in(path)}

    assert extracted == set(asked_by(name)) | {(constant, None) for constant in constants}


def test_what_is_extracted_is_what_is_asked_for_at_run_time(tmp_path, untranslated):
    file = tmp_path / "sample.html"
    file.write_text(SAMPLE)

    extracted = [joined(text, context) for _, text, _, context in catalogue.asked_in(file)]
    with translation.override("ru"):
        Template(SAMPLE).render(Context({"flag": True}))
    asked = set(untranslated)
    untranslated.clear()

    # A plural that is not found in its context is asked for once more without one.
    assert asked == {*extracted, "%(n)s a"}
    assert sorted(extracted) == [
        "%(name)s over lines, 100%%",
        "Plain, 5%% of it",
        "box\x04%(n)s a",
        "in braces",
        "month\x04May",
        "sample yes,sample no",
    ]


def test_what_libraries_say_better_here_is_what_they_say():
    ours = catalogue.asked_in(catalogue.ROOT / "locale/libraries.py")
    locale = Path(admin.__file__).parent / "locale"
    django = gettext.translation("django", locale, ["ru"])._catalog

    texts = [text if isinstance(text, str) else text[0] for _, text, _, _ in ours]
    known = {key if isinstance(key, str) else key[0] for key in django}

    assert [text for text in texts if text not in known] == []


def test_a_translation_is_set_aside_with_its_sentence_and_comes_back_with_it():
    one, none = Catalog(), Catalog()
    one.add("Open the door.")
    russian = Catalog(locale="ru")
    russian.add("Open the door.", "Откройте дверь.")

    without = catalogue.updated(russian, none)
    left = keys(without)
    again = catalogue.updated(without, one)

    assert (left, again.get("Open the door.").string) == (set(), "Откройте дверь.")
    assert again.obsolete == {}


def test_no_translation_is_guessed_from_a_similar_sentence():
    changed = Catalog()
    changed.add("Open the doors.")
    russian = Catalog(locale="ru")
    russian.add("Open the door.", "Откройте дверь.")

    message = catalogue.updated(russian, changed).get("Open the doors.")

    assert (message.string, message.fuzzy) == (None, False)
