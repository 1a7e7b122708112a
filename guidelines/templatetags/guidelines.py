"""What templates need to print the guidelines."""

from django import template
from django.utils.safestring import mark_safe

from guidelines import markup

register = template.Library()


@register.filter
def spoken(text, language):
    """The Markdown `text` as HTML: {{ section.body|spoken:"ru" }}."""
    # Cleaned by nh3 inside `render`, after rendering.
    return mark_safe(markup.render(text, language))  # noqa: S308
