"""What every page knows without its view: the brand, and the hours in Russia now."""

from django.apps import apps
from django.conf import settings
from django.db.models.functions import Now
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from callrussia import voice


def country():
    """The eleven zones by the database's clock and today's rules, in one query."""
    rules = apps.get_model("calls", "Rules").objects.annotate(now=Now()).get()
    return voice.zones(rules.now, rules.opens, rules.weekend_opens, rules.closes)


def site(request):
    return {
        "brand": settings.BRAND.get(get_language(), settings.BRAND["en"]),
        "country_now": SimpleLazyObject(country),
        "is_demo": settings.DEMO,
    }
