"""Sessions in PostgreSQL, read through the cache, that survive the cache being away."""

import contextlib

from django.contrib.sessions.backends.cached_db import SessionStore as CachedStore
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


def ended():
    """The rows of sessions whose time is over."""
    return SessionStore.get_model_class().objects.filter(expire_date__lt=Now())


def drop_ended() -> int:
    """Remove them and return how many. The cache has let go of its copies by itself."""
    return ended().delete()[0]
