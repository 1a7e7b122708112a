"""What a page may say of the address that was typed in this session."""

from django import template

from volunteers import addresses

register = template.Library()


@register.simple_tag(takes_context=True)
def typed_address(context):
    return addresses.noted(context["request"])
