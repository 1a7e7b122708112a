"""Token buckets: so many at once, and then as many as drip in. In Valkey, or in this process.

Of each bucket one number is kept, the moment at which it is full again ("GCRA", the generic cell
rate algorithm of ITU-T I.371): whoever may take one more moves it on.
"""

import math
import threading
import time
from typing import NamedTuple

from django.core.cache import cache

# Takes one of every bucket or of none, and answers with the seconds to wait, 0 being none.
# Valkey's own clock; `grain` rounds it down, where a time would tell too much.
TAKE = """
local clock, wait, full_at, until_at = redis.call('TIME'), 0, {}, {}
for i, key in ipairs(KEYS) do
  local capacity, seconds, grain = ARGV[3 * i - 2], ARGV[3 * i - 1], ARGV[3 * i]
  local now = clock[1] + clock[2] / 1000000
  if grain + 0 > 0 then now = now - now % grain end
  full_at[i] = math.max(now, tonumber(redis.call('GET', key)) or now) + seconds / capacity
  until_at[i] = math.ceil(math.max(full_at[i], now + grain))
  wait = math.max(wait, full_at[i] - now - seconds)
end
if wait > 0.001 then return math.ceil(wait) end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, string.format('%.6f', full_at[i]), 'EXAT', until_at[i])
end
return 0
"""
# A process keeps as many buckets at most. Those that are full again are the first to go.
MOST = 10_000
_lock = threading.Lock()
_full_at: dict[str, float] = {}


class Bucket(NamedTuple):
    """`capacity` at once; an empty one is full again after `seconds`; `of` whom: limits.py."""

    of: str
    capacity: int
    seconds: int
    grain: int = 0


def take(buckets: dict[str, Bucket]) -> int:
    """Take one of each {key: bucket} in Valkey: 0, or seconds to wait. Raises RedisError."""
    client = cache._cache.get_client(write=True)
    keys = [cache.make_key(f"bucket:{key}") for key in buckets]
    numbers = [n for bucket in buckets.values() for n in bucket[1:]]
    return client.eval(TAKE, len(keys), *keys, *numbers)


def take_here(buckets: dict[str, Bucket]) -> int:
    """The same in the memory of this process; each process has buckets of its own."""
    with _lock:
        now, wait, full_at = time.monotonic(), 0.0, {}
        for key, bucket in buckets.items():
            begin = max(now, _full_at.get(key, now))
            full_at[key] = begin + bucket.seconds / bucket.capacity
            wait = max(wait, full_at[key] - now - bucket.seconds)
        if wait > 0.001:
            return math.ceil(wait)
        _make_room(now)
        _full_at.update(full_at)
        return 0


def forget():
    """Begin anew, as a new process does."""
    with _lock:
        _full_at.clear()


def _make_room(now):
    if len(_full_at) < MOST:
        return
    for key in [key for key, full_at in _full_at.items() if full_at <= now]:
        del _full_at[key]
    # None is full: those that are soonest. An attacker with so many networks is not stopped here.
    for key in sorted(_full_at, key=_full_at.get)[: len(_full_at) - MOST // 2]:
        del _full_at[key]
