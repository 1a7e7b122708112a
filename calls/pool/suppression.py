"""Numbers that nobody may call again, known by a keyed hash alone."""

import hashlib
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from calls.models import Draw, Ending, Fate, PhoneNumber, SuppressedNumber


def hash_of(number: int) -> bytes:
    """BLAKE2b of `number` (11 digits) under SUPPRESSION_KEY, 16 bytes: RFC 7693, keyed mode."""
    (hashed,) = hashes_of([number])
    return hashed


def hashes_of(numbers: Iterable[int]) -> Iterator[bytes]:
    """`hash_of` each of `numbers`, half a microsecond each: the key is set up once for all."""
    key = hashlib.sha256(settings.SUPPRESSION_KEY.encode()).digest()
    keyed = hashlib.blake2b(key=key, digest_size=16)
    for number in numbers:
        hashing = keyed.copy()
        hashing.update(b"%d" % number)
        yield hashing.digest()


@transaction.atomic
def suppress(number: int, source, batch: str):
    """Nobody calls `number` again, even if it is loaded later. Whoever holds it loses it.

    The hash comes first: an import that has not seen it is waited for here, and its row is then
    found below. Safe to repeat; the first hash keeps its source, day and batch.
    """
    remember([number], source, batch)
    pooled = PhoneNumber.objects.select_for_update(no_key=True).filter(pk=number).first()
    if pooled:
        PhoneNumber.objects.filter(pk=number).update(fate=Fate.SUPPRESSED, rest=0)
        close_open_draws(number)


def remember(numbers, source, batch):
    """Keep the hashes of `numbers`; known ones stay as they are."""
    SuppressedNumber.objects.bulk_create(
        [SuppressedNumber(hash=hash_of(n), source=source, batch=batch) for n in sorted(numbers)],
        ignore_conflicts=True,
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
