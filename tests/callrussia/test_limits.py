"""Limits: what is counted, by whom, and that a cache that is away closes nothing."""

import time
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import override_settings

from callrussia import limits


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


def from_address(rf, address, forwarded=None):
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return rf.get("/", REMOTE_ADDR=address, **extra)


def test_the_amount_is_allowed_and_no_more(rf):
    request = from_address(rf, "192.0.2.1")

    answers = [limits.allow(request, "help", amount=2, seconds=3600) for _ in range(4)]

    assert answers == [True, True, False, False]


def test_acts_and_clients_are_counted_apart(rf):
    first, second = from_address(rf, "192.0.2.1"), from_address(rf, "192.0.2.2")

    limits.allow(first, "help", amount=1, seconds=3600)

    assert limits.allow(first, "help", amount=1, seconds=3600) is False
    assert limits.allow(first, "join", amount=1, seconds=3600) is True
    assert limits.allow(second, "help", amount=1, seconds=3600) is True


def test_one_household_with_ipv6_is_one_client(rf):
    here = limits.client_key(from_address(rf, "2001:db8:1:2::1"))
    beside = limits.client_key(from_address(rf, "2001:db8:1:2:ffff::9"))
    elsewhere = limits.client_key(from_address(rf, "2001:db8:1:3::1"))

    assert here == beside
    assert here != elsewhere


def test_ipv4_in_ipv6_is_the_same_client(rf):
    mapped = limits.client_key(from_address(rf, "::ffff:192.0.2.1"))

    assert mapped == limits.client_key(from_address(rf, "192.0.2.1"))


def test_the_key_holds_no_address_and_changes_every_day(rf, monkeypatch):
    request = from_address(rf, "192.0.2.1")
    keys = []
    for day in ("2026-11-24", "2026-11-25"):
        monkeypatch.setattr(limits.time, "strftime", lambda *_, day=day: day)
        keys.append(limits.client_key(request))

    assert keys[0] != keys[1]
    assert [len(key) for key in keys] == [32, 32]


def test_a_forged_header_is_not_believed_without_proxies(rf):
    plain = limits.client_key(from_address(rf, "192.0.2.1"))
    forged = limits.client_key(from_address(rf, "192.0.2.1", forwarded="198.51.100.7"))

    assert plain == forged


@override_settings(PROXIES=1)
def test_behind_a_proxy_only_its_own_word_counts(rf):
    honest = limits.client_key(from_address(rf, "10.0.0.1", forwarded="198.51.100.7"))
    forged = limits.client_key(from_address(rf, "10.0.0.1", forwarded="203.0.113.9, 198.51.100.7"))
    other = limits.client_key(from_address(rf, "10.0.0.1", forwarded="198.51.100.8"))

    assert honest == forged
    assert honest != other


def test_a_client_without_an_address_is_counted_too(rf):
    request = from_address(rf, "")

    assert limits.allow(request, "help", amount=1, seconds=3600) is True
    assert limits.allow(request, "help", amount=1, seconds=3600) is False


@override_settings(
    CACHES={
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1",
        }
    }
)
def test_a_cache_that_is_away_lets_everybody_pass_and_says_so(rf, caplog):
    request = from_address(rf, "192.0.2.1")

    answers = [limits.allow(request, "help", amount=1, seconds=3600) for _ in range(3)]

    assert answers == [True, True, True]
    assert caplog.messages == ["The limit on help was not counted: the cache is away."] * 3


def test_a_volunteer_is_counted_wherever_they_are(rf):
    def of(pk, address):
        request = from_address(rf, address)
        request.user = SimpleNamespace(pk=pk)
        return request

    answers = [
        limits.allow(of(pk, address), "note", amount=1, seconds=3600, key=limits.volunteer_key)
        for pk, address in ((1, "192.0.2.1"), (1, "192.0.2.2"), (2, "192.0.2.2"))
    ]

    assert answers == [True, False, True]


def test_all_counts_of_a_window_end_together_and_tell_no_time(rf):
    request, day = from_address(rf, "192.0.2.1"), 24 * 3600

    limits.allow(request, "note", amount=1, seconds=day)

    (key,) = cache._cache.get_client().keys("*limit:note*")
    left = day - time.time() % day
    assert left - 5 < cache._cache.get_client().ttl(key) <= left + 1
