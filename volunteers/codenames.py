"""Accounts without an address: a codename and a phrase of six words, both made here."""

import json
import re
import secrets
import unicodedata
from base64 import b64decode, b64encode
from functools import cache

from cryptography.exceptions import InvalidTag
from mnemonic import Mnemonic

from callrussia.sealed import seal, unseal

# BIP-39: 2,048 words a language, so that six of them are 66 bits.
LISTS = {"ru": "russian", "en": "english"}
WORDS = 6
ASKED = 2
# Words of the war and of grief: nobody should have to call themselves that here.
UNKIND = {
    *("армия", "атака", "битва", "бомба", "вдова", "взрыв", "война", "жертва", "кровь", "оружие"),
    *("пленный", "подвиг", "пушка", "солдат", "army", "attack", "battle", "blast", "blood", "bomb"),
    *("bullet", "fatal", "gun", "kill", "orphan", "prison", "soldier", "victim", "weapon"),
}
PENDING = "codename"


def begin(request, answers: dict, language: str):
    """Make a codename and a phrase for whoever gave `answers`, and remember all for this session.

    Sealed: neither is known to anybody but them until the account is made, and then not even here.
    """
    words = words_of(language)
    numbers = secrets.SystemRandom().sample(range(1, WORDS + 1), ASKED)
    made = {
        "codename": f"{_some(words, 2, '-')}-{secrets.randbelow(900) + 100}",
        "phrase": _some(words, WORDS, " "),
        "asked": sorted(numbers),
        "answers": answers,
    }
    request.session[PENDING] = b64encode(seal(json.dumps(made))).decode()


def pending(request) -> dict | None:
    """What was made in this session: codename, phrase, asked (two of 1…6), answers; or None."""
    try:
        return json.loads(unseal(b64decode(request.session.get(PENDING, ""))))
    except (InvalidTag, ValueError):
        return None


def drop(request):
    request.session.pop(PENDING, None)


@cache
def words_of(language: str) -> list[str]:
    return [word for word in Mnemonic(LISTS[language]).wordlist if word not in UNKIND]


def name_of(typed: str) -> str:
    """A codename as it was given out, however it was typed."""
    return "-".join(_words(typed))


def phrase_of(typed: str) -> str:
    """Words as they were given out, however they were typed."""
    return " ".join(_words(typed))


def _some(words: list[str], count: int, between: str) -> str:
    return between.join(secrets.choice(words) for _ in range(count))


def _words(typed: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", typed).lower().replace("ё", "е")
    return re.findall(r"\w+", plain)
