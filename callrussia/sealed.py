"""What the database must not be able to tell by itself: sealed with a key that stands outside."""

import hashlib
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12


def seal(text: str) -> bytes:
    """`text` under AES-256-GCM (NIST SP 800-38D): a random nonce, then the text and its tag."""
    nonce = os.urandom(NONCE)
    return nonce + _cipher().encrypt(nonce, text.encode(), None)


def unseal(sealed: bytes) -> str:
    """What was sealed. Raises InvalidTag where a bit of it, or the key, is another."""
    sealed = bytes(sealed)
    return _cipher().decrypt(sealed[:NONCE], sealed[NONCE:], None).decode()


def fingerprint(kind: str, text: str) -> str:
    """A keyed hash of `text`, 40 hexadecimal digits, by which it is recognised but not read."""
    # BLAKE2b, RFC 7693: its "person" keeps hashes of two kinds apart.
    hashed = hashlib.blake2b(
        text.encode(), digest_size=20, key=_key("fingerprint"), person=kind.encode()
    )
    return hashed.hexdigest()


def _cipher():
    return AESGCM(_key("seal"))


def _key(purpose: str) -> bytes:
    return hashlib.blake2b(
        settings.ADDRESS_KEY.encode(), digest_size=32, person=purpose.encode()
    ).digest()
