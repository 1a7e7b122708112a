"""What every request goes through: one's own clock, no page in a cache, a count of refusals."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from callrussia import events


def time_zone(get_response):
    """Show times in the zone that the signed-in volunteer chose."""

    def middleware(request):
        if request.user.is_authenticated and request.user.time_zone:
            with timezone.override(ZoneInfo(request.user.time_zone)):
                return get_response(request)
        return get_response(request)

    return middleware


def onion_location(get_response):
    """Tell Tor Browser where this page is reached without leaving Tor.

    https://community.torproject.org/onion-services/advanced/onion-location/
    """
    if not settings.ONION_ADDRESS:
        raise MiddlewareNotUsed
    (onion,) = settings.ONION_ADDRESS

    def middleware(request):
        response = get_response(request)
        if not request.get_host().endswith(".onion"):
            response["Onion-Location"] = onion + request.path
        return response

    return middleware


def never_store(get_response):
    """Keep pages of signed-in people out of every cache: "back" must not show a number again."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return middleware


def count_refused(get_response):
    """Count who is signed in and still not let into a page of the admin."""

    def middleware(request):
        response = get_response(request)
        found = request.resolver_match
        if response.status_code == 403 and found and found.app_name == "admin":
            events.note(events.Kind.ADMIN)
        return response

    return middleware
