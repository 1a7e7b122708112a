"""Devices on which somebody has signed in before: a flood of others can't keep them out.

The mark names nobody, and opens nothing: it only leads to a limit of its own.
"""

from django.conf import settings
from django.core.signing import Signer
from django.utils.crypto import constant_time_compare

COOKIE, YEAR = "known", 365 * 24 * 3600


def mark(response, pseudonym: str):
    """Let the device remember that whoever has `pseudonym` signed in on it."""
    kept = {"max_age": YEAR, "httponly": True, "samesite": "Lax"}
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, _mark(pseudonym), secure=secure, **kept)
    return response


def is_known(request, pseudonym: str) -> bool:
    return constant_time_compare(request.COOKIES.get(COOKIE, ""), _mark(pseudonym))


def _mark(pseudonym):
    return Signer(salt="known device").signature(pseudonym)
