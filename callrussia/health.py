"""Tells whoever watches the site whether it can serve."""

from django.core.cache import cache
from django.db import Error, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import RedisError


@never_cache
@require_safe
def health(request):
    """200 as long as PostgreSQL answers. The cache is told, but no page needs it."""
    state = {"database": database_state(), "cache": cache_state()}
    return JsonResponse(state, status=200 if state["database"] == "ok" else 503)


def database_state() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "away"
    return "ok"


def cache_state() -> str:
    try:
        cache.get("health")
    except RedisError:
        return "away"
    return "ok"
