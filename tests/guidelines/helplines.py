"""Helplines for tests."""

import datetime

from guidelines.models import Helpline

CHECKED = datetime.date(2026, 11, 2)


def make_helpline(name, **fields):
    fields = {
        "country": "LT",
        "phone": "116 123",
        "languages_ru": "По-литовски и по-русски",
        "languages_en": "Lithuanian and Russian",
        "hours_ru": "Круглосуточно",
        "hours_en": "Day and night",
        "source": "https://example.org/lines",
        "checked_on": CHECKED,
    } | fields
    return Helpline.objects.create(name=name, **fields)
