"""The tags that templates draw with: the country's voice, form fields, the other language."""

import math

from django import forms, template
from django.conf import settings
from django.forms.utils import flatatt
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html

from callrussia import voice as country

register = template.Library()


@register.inclusion_tag("_voice.html", takes_context=True)
def voice(context, size, west=None, east=None):
    """The eleven zones, "large" or "small"; those offset by `west` to `east` hours are boxed."""
    zones = context["country_now"]
    boxed = range(west, (west if east is None else east) + 1) if west is not None else ()
    return {
        "size": size,
        "paths": country.paths(zones, size),
        "zones": [(zone, zone.offset in boxed) for zone in zones],
    }


@register.inclusion_tag("_mark.html", takes_context=True)
def mark(context):
    """The logo: the state of the country at this moment, eleven lines."""
    return {"paths": country.paths(context["country_now"], "mark")}


@register.inclusion_tag("_open_now.html", takes_context=True)
def open_now(context):
    """In words, what the large voice says: which zones may be called now."""
    zones = context["country_now"]
    open_zones = [zone for zone in zones if zone.is_open]
    return {
        "count": len(open_zones),
        "first": open_zones[0] if open_zones else None,
        "last": open_zones[-1] if open_zones else None,
        "is_early_west": bool(open_zones) and not zones[0].is_open,
        "is_late_east": bool(open_zones) and not zones[-1].is_open,
    }


@register.simple_tag(takes_context=True)
def same_page(context, language):
    """The address of this page in `language`; a view may name another page as `place`."""
    request, own = context["request"], f"/{translation.get_language()}/"
    path = context.get("place") or request.get_full_path()
    # Addresses differ in nothing else; what is no page in one language is none in the other.
    if path.startswith(own) and request.resolver_match:
        return f"/{language}/{path.removeprefix(own)}"
    with translation.override(language):
        return reverse("campaign:landing")


@register.simple_tag(takes_context=True)
def alternates(context):
    """This page's full address in each language, for search engines."""
    request = context["request"]
    return [
        (code, request.build_absolute_uri(same_page(context, code)))
        for code, name in settings.LANGUAGES
    ]


@register.filter
def kind(field):
    """Which of our five kinds of field this bound field is drawn as."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "box"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.MultiWidget):
        return "several"
    return "select" if isinstance(widget, forms.Select) else "line"


@register.filter
def dressed(field):
    """The field's widget in our look; its own classes stay."""
    attrs = field.field.widget.attrs
    classes = [attrs.get("class", ""), "inp"]
    if attrs.get("autocomplete") == "one-time-code":
        classes.append("inp--code")
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})


@register.filter
def button(radio):
    """The radio itself, without its label. Django renders three templates for each."""
    data = radio.data
    words = '<input type="radio" name="{}" value="{}"{}>'
    return format_html(words, data["name"], data["value"], flatatt(data["attrs"]))


@register.simple_tag
def breath():
    """The breathing figure: x, y and height of 25 lines, tallest in the middle."""
    lines = []
    for order in range(25):
        tall = 10.4 + 53.6 * math.exp(-(((order - 12) / 4.6) ** 2))
        lines.append((f"{order * 8}", f"{(64 - tall) / 2:.1f}", f"{tall:.1f}"))
    return lines
