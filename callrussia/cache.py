"""The cache in Valkey, asked by one client."""

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class OneClient(RedisCacheClient):
    """Django makes a client for each question, which takes half as long as the answer."""

    kept = None

    def get_client(self, key=None, *, write=False):
        # There is one server to read from and to write to.
        self.kept = self.kept or super().get_client(key, write=write)
        return self.kept


class Cache(RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = OneClient
