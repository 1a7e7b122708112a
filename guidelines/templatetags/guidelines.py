"""What templates need to print the guidelines."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from guidelines import library, markup

register = template.Library()


@register.filter
def spoken(text, language):
    """The Markdown `text` as HTML: {{ section.body|spoken:"ru" }}."""
    # Cleaned by nh3 inside `render`, after rendering.
    return mark_safe(markup.render(text, language))  # noqa: S308


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
