"""The cache's client is made once; how it answers is Django's own."""

from django.core.cache import cache


def test_one_client_asks_all():
    client = cache._cache.get_client()

    cache.set("word", "said", timeout=60)

    assert cache.get("word") == "said"
    assert cache._cache.get_client("word", write=True) is client
