"""What the admin says of the rules on each of its pages."""

from django import template

from calls.models import Rules

register = template.Library()


@register.simple_tag
def is_paused():
    """Whether the big switch is off."""
    return Rules.objects.filter(is_paused=True).exists()
