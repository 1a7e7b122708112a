"""The tokens of notes that a device keeps: cookies that say nothing of whom they belong to."""

import re

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

MOST = 20
YEAR = 365 * 24 * 3600
TOKEN = re.compile(r"[0-9a-f]{48}")


def kept_by(request) -> list[str]:
    """The tokens that this device keeps, newest first."""
    kept = request.COOKIES.get(_name(get_language()), "")
    return [token for token in kept.split(".") if TOKEN.fullmatch(token)][:MOST]


def keep(response, request, token):
    """Have the device keep `token` beside its latest others, for a year.

    Each is of one note alone: nothing here says that two are one device's. A cookie for each
    language, since they live at the guidelines' addresses only: no other page is sent them.
    """
    kept = [token, *(other for other in kept_by(request) if other != token)][:MOST]
    for code, _name_of_it in settings.LANGUAGES:
        with translation.override(code):
            path = reverse("guidelines:read")
        response.set_cookie(
            _name(code),
            ".".join(kept),
            max_age=YEAR,
            path=path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _name(language):
    # Browsers take a name with this prefix by https alone. `__Host-` would need the whole site.
    return f"{'__Secure-' if settings.SESSION_COOKIE_SECURE else ''}asked_{language}"
