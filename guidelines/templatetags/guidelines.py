"""What templates need to print the guidelines."""

from functools import lru_cache

from django import template
from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from guidelines import library, markup, notes, tokens
from guidelines.models import Fact
from guidelines.models.texts import SOON
from volunteers.models import Today

register = template.Library()


@register.filter
def spoken(text, language):
    """The Markdown `text` as HTML: {{ section.body|spoken:"ru" }}."""
    # Cleaned by nh3 inside `render`, after rendering.
    return mark_safe(markup.render(text, language))  # noqa: S308


@register.filter
def marked(text, language):
    """The plain `text` with foreign words marked for voices: {{ note.text|marked:"en" }}."""
    # Escaped there.
    return mark_safe(markup.marked(text, language))  # noqa: S308


@register.filter
def from_elsewhere(html):
    """The same HTML on a page that has not all texts: links inside it lead to the one that has."""
    # In what is no tag, the bracket is escaped.
    there = f'<a href="{reverse("guidelines:read")}#'
    return mark_safe(html.replace('<a href="#', there))  # noqa: S308


@register.filter
def in_language(words, language):
    """What `words`, a dictionary by language, says in `language`: {{ title|in_language:"ru" }}."""
    return words.get(language, "")


@register.simple_tag
def hard_sentences(number):
    """The hard sentences of edition `number`, with what one can say to each."""
    return hard_sentences_in(number, get_language())


@lru_cache(maxsize=16)
def hard_sentences_in(number, language):
    """Printed once by each process: editions never change."""
    texts = library.edition(number).content
    hard = library.side_by_side(texts, "hard", language)
    return render_to_string("guidelines/_hard.html", {"hard": hard})


@register.simple_tag
def facts_to_renew():
    """{"over": facts that nobody is shown any more, "soon": those that follow within a week}."""
    over = Count("pk", filter=Q(valid_until__lt=Today()))
    return Fact.objects.over(SOON).aggregate(over=over, soon=Count("pk") - over)


@register.simple_tag(takes_context=True)
def thanked(context, hard):
    """The ids of those among `hard` that answer a note which the reader's device knows.

    Nothing is asked for a device that knows of none, nor where a page is printed for everybody.
    """
    known = tokens.kept_by(context["request"]) if "request" in context else []
    return notes.thank(known, [sentence["ru"]["id"] for sentence in hard]) if known else ()
