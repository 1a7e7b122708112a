"""What every request goes through: the volunteer's own clock, and no page of theirs in a cache."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.cache import add_never_cache_headers


def time_zone(get_response):
    """Show times in the zone that the signed-in volunteer chose."""

    def middleware(request):
        if request.user.is_authenticated and request.user.time_zone:
            with timezone.override(ZoneInfo(request.user.time_zone)):
                return get_response(request)
        return get_response(request)

    return middleware


def never_store(get_response):
    """Keep pages of signed-in people out of every cache: "back" must not show a number again."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return middleware
