"""Limits: what is counted, and by whom."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import override_settings

from callrussia import limits
from callrussia.buckets import Bucket

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "limits.md"


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


def from_address(rf, address, forwarded=None):
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return rf.get("/", REMOTE_ADDR=address, **extra)


def test_as_many_are_allowed_as_the_bucket_holds(rf):
    request = from_address(rf, "192.0.2.1")

    waits = [limits.take(request, "help") for _ in range(7)]

    assert waits == [0] * 5 + [720] * 2


def test_an_empty_bucket_drips(rf, monkeypatch):
    request = from_address(rf, "192.0.2.1")
    fast = limits.Limit(limits.Without.HERE, (Bucket("network", 3, 1),))
    monkeypatch.setitem(limits.LIMITS, "help", fast)

    at_once = [limits.take(request, "help") for _ in range(4)]
    time.sleep(0.4)
    later = [limits.take(request, "help") for _ in range(2)]

    assert (at_once, later) == ([0, 0, 0, 1], [0, 1])


def test_acts_and_clients_are_counted_apart(rf):
    first, second = from_address(rf, "192.0.2.1"), from_address(rf, "192.0.2.2")

    waits = [limits.take(first, "help") for _ in range(6)]

    assert waits == [0] * 5 + [720]
    assert limits.take(first, "join") == 0
    assert limits.take(second, "help") == 0


def test_who_is_refused_by_one_bucket_takes_nothing_from_the_others(rf):
    request = from_address(rf, "192.0.2.1")
    for _ in range(100):
        limits.take(request, "code", "anna")

    assert limits.take(request, "code", "boris") == 0


# What threads write is theirs to be undone.
@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_get_no_more_than_there_is(rf):
    request = from_address(rf, "192.0.2.1")
    with ThreadPoolExecutor(10) as pool:
        waits = list(pool.map(lambda _: limits.take(request, "help"), range(50)))

    assert waits.count(0) == 5


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

    assert [limits.take(request, "help") for _ in range(6)] == [0] * 5 + [720]


def test_a_volunteer_is_counted_wherever_they_are(rf):
    def of(pk, address):
        request = from_address(rf, address)
        request.user = SimpleNamespace(pk=pk)
        return request

    answers = [limits.take(of(1, f"192.0.2.{n}"), "note") == 0 for n in range(5)]

    assert answers == [True] * 4 + [False]
    assert limits.take(of(2, "192.0.2.1"), "note") == 0


def test_all_counts_of_a_day_end_together_and_tell_no_time(rf):
    request, day = from_address(rf, "192.0.2.1"), 24 * 3600
    request.user = SimpleNamespace(pk=1)

    limits.take(request, "note")

    client = cache._cache.get_client()
    (key,) = client.keys("*bucket:note*")
    left = day - time.time() % day
    assert left - 5 < client.ttl(key) <= left + 1
    assert float(client.get(key)) % day == day / 4


def test_a_bucket_that_is_full_again_is_forgotten(rf):
    request = from_address(rf, "192.0.2.1")

    limits.take(request, "help")

    (key,) = cache._cache.get_client().keys("*bucket:help*")
    assert 0 < cache._cache.get_client().ttl(key) <= 721


def test_what_is_documented_is_what_holds():
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \| (\d+) \| (.+?) \| (.+?) \|$", DOCUMENT.read_text(), re.M
    )
    documented = [(act, of, int(n), spelled, without) for act, of, n, spelled, without in rows]

    assert documented == [
        (act, bucket.of, bucket.capacity, spelled(bucket), str(limit.without))
        for act, limit in limits.LIMITS.items()
        for bucket in limit.buckets
    ]


def spelled(bucket):
    """In how long an empty one is full again."""
    minutes = bucket.seconds // 60
    return f"{minutes} min" if minutes % 60 else f"{minutes // 60} h"
