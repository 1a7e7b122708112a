"""Hash suppressed numbers by AES-CMAC: 40 million take a second, and by BLAKE2b twenty.

Which number a hash belongs to, nobody knows: numbers are hashed in both ways until each hash is
found. Nothing to do where nobody has asked yet; else a minute, and ten where one who asked is not
in the pool.
"""

import hashlib

from django.conf import settings
from django.db import migrations

from calls.pool.suppression import PROOF, SIZE, hashes_of

AT_ONCE = 100_000
# Those that ring nobody first: a demo has no others.
PLACES = (79_450_000_000, 79_490_000_000), (79_000_000_000, 80_000_000_000)


def by_blake2b(numbers):
    key = hashlib.sha256(settings.SUPPRESSION_KEY.encode()).digest()
    keyed = hashlib.blake2b(key=key, digest_size=SIZE)
    for number in numbers:
        hashing = keyed.copy()
        hashing.update(b"%d" % number)
        yield hashing.digest()


def by_cmac(numbers):
    hashes = hashes_of(numbers)
    return (hashes[start:start + SIZE] for start in range(0, len(hashes), SIZE))


def rehash(apps, before, after, proof):
    rows = apps.get_model("calls", "SuppressedNumber").objects
    waiting = {bytes(pk) for pk in rows.exclude(source="key").values_list("pk", flat=True)}
    for numbers in candidates(apps) if waiting else ():
        for number, found in zip(numbers, before(numbers), strict=True):
            if found in waiting:
                waiting.remove(found)
                (new,) = after([number])
                rows.filter(pk=found).update(hash=new)
        if not waiting:
            break
    if waiting:
        raise RuntimeError(
            f"{len(waiting)} suppressed numbers fit no mobile number under SUPPRESSION_KEY: "
            "is it the one that they were hashed under? Nothing was changed."
        )
    (new,) = after([0])
    rows.filter(source="key").update(hash=new, batch=proof)


def candidates(apps):
    pool = apps.get_model("calls", "PhoneNumber").objects
    yield list(pool.filter(fate=4).values_list("pk", flat=True))
    for first, end in PLACES:
        for start in range(first, end, AT_ONCE):
            yield range(start, min(start + AT_ONCE, end))


def forwards(apps, schema_editor):
    rehash(apps, by_blake2b, by_cmac, PROOF)


def backwards(apps, schema_editor):
    rehash(apps, by_cmac, by_blake2b, "key")


class Migration(migrations.Migration):

    dependencies = [
        ("calls", "0008_imports_seen"),
    ]

    operations = [
        migrations.RunPython(forwards, backwards),
    ]
