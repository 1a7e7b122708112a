"""Sessions in PostgreSQL, read through the cache, that survive the cache being away."""

import contextlib
import json
import zlib
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.cached_db import SessionStore as CachedStore
from django.core import signing
from django.db.models.functions import Now
from redis import RedisError


class SessionStore(CachedStore):
    """Django's `cached_db` store, for which an unreachable cache is an empty one.

    Django guards only the writing of the cache; unguarded reading would sign everybody out, or
    fail each of their pages, as soon as the cache is away.
    """

    def load(self):
        try:
            return super().load()
        except RedisError:
            return super(CachedStore, self).load()

    def exists(self, session_key):
        try:
            return super().exists(session_key)
        except RedisError:
            return super(CachedStore, self).exists(session_key)

    def delete(self, session_key=None):
        with contextlib.suppress(RedisError):
            super().delete(session_key)


def end(entries: set[tuple[str, str]], texts: set[str]) -> int:
    """End all sessions that hold one of `entries`, as (key, value), or of `texts`; return how many.

    At whatever depth, so that those of somebody who has not entered their code yet are found, too.
    Each session has to be unpacked; that nobody forged it need not be proved here, which would
    take ten times as long.
    """
    quoted = [f'"{text}"'.encode() for text in {value for _, value in entries} | texts]
    found = 0
    store = _store()
    rows = store.get_model_class().objects.values_list("session_key", "session_data")
    for key, packed in rows.iterator(chunk_size=2000):
        held = _unpacked(packed)
        if any(text in held for text in quoted) and _has(json.loads(held), entries, texts):
            store(key).delete()
            found += 1
    return found


def _store():
    """The one that the settings name, which knows its own table."""
    return import_module(settings.SESSION_ENGINE).SessionStore


def _unpacked(packed) -> bytes:
    """The JSON in what `django.core.signing` has packed and signed: [.]content:time:signature."""
    content, _, _ = packed.partition(":")
    held = signing.b64_decode(content.lstrip(".").encode())
    return zlib.decompress(held) if content.startswith(".") else held


def _has(held, entries, texts):
    return any((key, value) in entries or value in texts for key, value in _leaves(held))


def _leaves(value, key=""):
    """(key, text) of every text inside of `value`."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, key)
    elif isinstance(value, str):
        yield key, value


def ended():
    """The rows of sessions whose time is over."""
    return _store().get_model_class().objects.filter(expire_date__lt=Now())


def drop_ended() -> int:
    """Remove them and return how many. The cache has let go of its copies by itself."""
    return ended().delete()[0]
