"""Reads the environment for settings.py; a wrong value names its variable and stops the start."""

import os
import re

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import EmailValidator

# A demo's mailboxes are on the machine itself.
validate_email = EmailValidator(allowlist=["localhost"])
# Version 3, 56 letters of base32: https://spec.torproject.org/address-spec
ONION = r"http://[a-z2-7]{56}\.onion", "http://….onion"
SECURE = r"https://[a-z0-9.-]+", "https://mirror.example.org"
TRUE, FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def text(name: str, default: str | None = None) -> str:
    """The variable `name`; without a default it must be set and not be empty."""
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"{name} must be set; .env.example says what it means.")
    return value


def address(name: str, schemes: tuple[str, ...], default: str | None = None) -> str:
    """The variable `name`, a URL with one of `schemes`."""
    value = text(name, default)
    if value.partition("://")[0] not in schemes:
        raise ImproperlyConfigured(f"{name} must begin with {' or '.join(schemes)}, then ://.")
    return value


def choice(name: str, choices: tuple[str, ...], default: str) -> str:
    """The variable `name`, one of `choices`."""
    value = os.environ.get(name) or default
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def flag(name: str, default: bool) -> bool:
    """The variable `name` as yes or no."""
    value = os.environ.get(name, "").lower()
    if value and value not in TRUE + FALSE:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in TRUE if value else default


def number(name: str, default: int, least: int = 0) -> int:
    """The variable `name` as a whole number of at least `least`."""
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least}, not {value!r}.")
    return int(value)


def mailbox(name: str, default: str | None = None) -> str:
    """The variable `name`, an e-mail address."""
    value = text(name, default)
    try:
        validate_email(value)
    except ValidationError:
        raise ImproperlyConfigured(f"{name} must be an e-mail address.") from None
    return value


def origins(name: str, shape: tuple[str, str], most: int = 99) -> list[str]:
    """The variable `name` as a list of origins; `shape` is a pattern and how it looks."""
    found, (pattern, looks) = words(name), shape
    if wrong := [origin for origin in found if not re.fullmatch(pattern, origin)]:
        raise ImproperlyConfigured(f"{name} must look like {looks}, not {wrong[0]!r}.")
    if len(found) > most:
        raise ImproperlyConfigured(f"{name} must be one address.")
    return found


def words(name: str, default: str = "") -> list[str]:
    """The variable `name` as a list, separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret(name: str, default: str | None) -> str:
    """The secret `name`: at least 32 characters, since it keys hashes that must not be guessed."""
    value = text(name, default)
    if len(value) < 32:
        raise ImproperlyConfigured(f"{name} must have at least 32 characters.")
    return value
