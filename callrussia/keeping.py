"""Pages that are the same for all who come without a cookie: kept here, and by any proxy."""

import functools

from django.conf import settings
from django.views.decorators.cache import cache_control, cache_page
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import conditional_page
from django.views.decorators.vary import vary_on_cookie
from redis import RedisError

# Kept thrice, as figures, as a page and by the reader: what changed shows within a minute.
SECONDS = 15


def for_strangers(view):
    """Answer strangers with the page of the last `SECONDS`, or with 304 if they have it already.

    Everybody else gets a page of their own: a cookie may mean somebody signed in, or a message
    that waits. So does everybody while the cache is away. A page with the token of a form sets a
    cookie, and is therefore not kept.
    """
    own = cache_control(private=True)(view)
    same_for_all = conditional_page(cache_page(SECONDS)(vary_on_cookie(csrf_protect(view))))

    @functools.wraps(view)
    def chosen(request, *args, **kwargs):
        if not _is_strangers(request):
            return own(request, *args, **kwargs)
        try:
            return same_for_all(request, *args, **kwargs)
        except RedisError:
            return own(request, *args, **kwargs)

    return chosen


def _is_strangers(request):
    """No cookie, and an address that is one of few: made-up ones must not fill the cache."""
    host = request.get_host().removesuffix(f":{request.get_port()}")
    is_made_up = request.META.get("QUERY_STRING") or host not in settings.ALLOWED_HOSTS
    return not (request.COOKIES or is_made_up)
