"""How a suppressed number is hashed, and how older hashes came to be replaced."""

import hashlib
from importlib import import_module

import numpy as np
import pytest
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC
from django.apps import apps
from django.core.management import call_command

from calls import pool
from calls.models import SuppressedNumber
from calls.pool.suppression import PROOF, hash_of, hashes_of, is_suppressed, remember
from tests.factories import make_number

PAGE = SuppressedNumber.Source.PAGE
NUMBERS = [79450000000, 79450000001, 79489999999]

hashes = import_module("calls.migrations.0009_hashes")


def cmac(key: bytes, number: int) -> bytes:
    made = CMAC(AES(hashlib.sha256(key).digest()))
    made.update(number.to_bytes(16))
    return made.finalize()


# Every other key has a bit to fold back.
@pytest.mark.parametrize("key", [b"one", b"two", b"three", b"four", b"five", b"six"])
def test_a_hash_is_the_cmac_of_the_number(key, settings):
    settings.SUPPRESSION_KEY = key.decode()

    expected = [cmac(key, number) for number in NUMBERS]

    assert [hash_of(number) for number in NUMBERS] == expected
    assert hashes_of(np.array(NUMBERS)) == b"".join(expected)


@pytest.mark.django_db
def test_any_number_of_them_is_remembered_at_once():
    numbers = range(79450000000, 79450000000 + 20_000)

    remember(numbers, PAGE, "one")

    assert SuppressedNumber.objects.filter(source=PAGE).count() == 20_000


@pytest.mark.django_db
def test_older_hashes_are_replaced_and_those_of_now_can_be_taken_back():
    pool.suppress(make_number().pk, PAGE, "in the pool")
    pool.suppress(79450000123, PAGE, "not in the pool")
    asked = set(SuppressedNumber.objects.values_list("hash", "source", "batch"))

    hashes.backwards(apps, None)
    assert not is_suppressed(79450000123)
    assert not SuppressedNumber.objects.filter(batch=PROOF).exists()
    hashes.forwards(apps, None)

    assert set(SuppressedNumber.objects.values_list("hash", "source", "batch")) == asked


@pytest.mark.django_db
def test_hashes_of_another_key_stay_as_they_are(settings, monkeypatch):
    monkeypatch.setattr(hashes, "PLACES", [(79450000000, 79450001000)])
    pool.suppress(79450000123, PAGE, "one")
    asked = set(SuppressedNumber.objects.values_list("hash", "batch"))
    settings.SUPPRESSION_KEY = "quite another key, as long as the first one"

    with pytest.raises(RuntimeError, match="1 suppressed numbers"):
        hashes.backwards(apps, None)
    assert set(SuppressedNumber.objects.values_list("hash", "batch")) == asked


@pytest.mark.django_db
def test_a_database_of_before_may_start_to_migrate():
    hashes.backwards(apps, None)

    call_command("check", database=["default"])
