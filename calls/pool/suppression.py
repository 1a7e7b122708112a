"""Numbers that nobody may call again, known by a keyed hash alone."""

import hashlib
from collections.abc import Collection

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from calls.models import Draw, Ending, Fate, PhoneNumber, SuppressedNumber
from volunteers.models import Today

# The batch of the proof of the key: it says how all of them were hashed.
PROOF = "AES-CMAC"
SIZE = 16
# R of SP 800-38B, 5.3: what the bit that is shifted out of a block comes back as.
FOLD = 0x87
# Each row has four parameters, and a statement takes 65,535.
ROWS = 10_000


def hash_of(number: int) -> bytes:
    """AES-CMAC of `number` under SUPPRESSION_KEY, 16 bytes: NIST SP 800-38B."""
    return hashes_of([number])


def hashes_of(numbers: Collection[int] | np.ndarray, use: str = "") -> bytes:
    """`hash_of` each of `numbers`, one after the other; for another `use` under another key.

    A number is the whole of one block, so its CMAC is one encipherment, and all of them are one
    call: 40 million are hashed in a second, one by one in twenty.
    """
    key = hashlib.sha256((settings.SUPPRESSION_KEY + use).encode()).digest()
    # What ECB gives away, that equal blocks are equal, is what a hash is for.
    cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305
    zero = int.from_bytes(cipher.update(bytes(SIZE)))
    subkey = (zero << 1) % (1 << 128) ^ FOLD * (zero >> 127)
    blocks = np.zeros((len(numbers), 2), ">u8")
    blocks[:, 1] = numbers
    blocks ^= np.frombuffer(subkey.to_bytes(SIZE), ">u8")
    return cipher.update(blocks.tobytes())


@transaction.atomic
def suppress(number: int, source, batch: str):
    """Nobody calls `number` again, even if it is loaded later. Whoever holds it loses it.

    The hash comes first: an import that has not seen it is waited for here, and its row is then
    found below. Safe to repeat; the first hash keeps its source, day and batch, unless a
    volunteer speaks after it.
    """
    remember([number], source, batch)
    pooled = PhoneNumber.objects.select_for_update(no_key=True).filter(pk=number).first()
    if pooled:
        PhoneNumber.objects.filter(pk=number).update(fate=Fate.SUPPRESSED, rest=0)
        close_open_draws(number)


def remember(numbers, source, batch):
    """Keep the hashes of `numbers`; known ones stay as they are, unless a volunteer speaks.

    Whoever asked a person is believed above whoever typed a number into a page: those hashes leave
    the batch that they came in by, so that no flood that is undone takes them along.
    """
    kept = [SuppressedNumber(hash=hash_of(n), source=source, batch=batch) for n in sorted(numbers)]
    SuppressedNumber.objects.bulk_create(kept, batch_size=ROWS, ignore_conflicts=True)
    if source == SuppressedNumber.Source.VOLUNTEER:
        others = SuppressedNumber.objects.exclude(source=source)
        others.filter(pk__in=[row.hash for row in kept]).update(
            source=source, batch=batch, day=Today()
        )


def is_suppressed(number: int) -> bool:
    return SuppressedNumber.objects.filter(pk=hash_of(number)).exists()


def close_open_draws(number, besides=None):
    """Take `number`, locked by the caller, from whoever holds it."""
    Draw.objects.open().filter(number=number).exclude(pk=besides).update(
        closed_at=Now(), ending=Ending.TAKEN
    )


def proof_of_key() -> bytes:
    """The hash of a constant, kept with the others: a changed key is noticed by it."""
    return hash_of(0)


def kept_proofs():
    """As a query: that one row, once the database is migrated."""
    return SuppressedNumber.objects.filter(source=SuppressedNumber.Source.KEY, batch=PROOF)
