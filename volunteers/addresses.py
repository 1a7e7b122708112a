"""How an account is found without the database knowing whose it is.

allauth is given a pseudonym in place of each address, so that no table, session or key of the
cache holds one. The address that somebody has typed stays, sealed, in their session until they are
in: the code, and a second one, must be sent there.
"""

from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag

from callrussia.sealed import fingerprint, seal, unseal

TYPED = "typed"


def pseudonym(address: str) -> str:
    """Stands for `address`, in any case, wherever an e-mail address is expected."""
    # RFC 2606: nothing below .invalid will ever get a mail.
    return f"{fingerprint('address', address.strip().lower())}@pseudonym.invalid"


def note(request, address: str):
    """Remember for this session that `address` was typed."""
    request.session[TYPED] = b64encode(seal(address.strip().lower())).decode()


def noted(request) -> str:
    """The address that was typed last in this session, or nothing."""
    try:
        return unseal(b64decode(request.session.get(TYPED, "")))
    except (InvalidTag, ValueError):
        return ""


def drop(request):
    request.session.pop(TYPED, None)
