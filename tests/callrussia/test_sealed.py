"""What is sealed opens with its key alone."""

import pytest
from cryptography.exceptions import InvalidTag

from callrussia.sealed import fingerprint, seal, unseal


def test_what_was_sealed_is_unsealed():
    assert unseal(seal("Анна@example.org")) == "Анна@example.org"


def test_the_same_text_is_sealed_differently_each_time():
    assert len({seal("anna@example.org") for _ in range(50)}) == 50


@pytest.mark.parametrize("place", [0, 12, -1])
def test_with_one_bit_changed_it_does_not_open(place):
    sealed = bytearray(seal("anna@example.org"))
    sealed[place] ^= 1

    with pytest.raises(InvalidTag):
        unseal(sealed)


def test_with_another_key_it_does_not_open(settings):
    sealed = seal("anna@example.org")
    settings.ADDRESS_KEY = "another key of thirty-two letters and more"

    with pytest.raises(InvalidTag):
        unseal(sealed)


def test_fingerprints_of_two_kinds_are_told_apart():
    assert fingerprint("address", "anna") != fingerprint("codename", "anna")
