"""What every request goes through: few methods, a closed house, one's own clock, no cache."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponseNotAllowed
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from callrussia import events

METHODS = ("GET", "HEAD", "POST")
# What no page of ours needs, and no script on one may therefore ask for.
REFUSED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi"),
    *("payment", "serial", "usb", "xr-spatial-tracking"),
)
CLOSED = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in REFUSED),
}


def few_methods(get_response):
    """405 for all but what pages and forms send, also where a view would not mind."""

    def middleware(request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return get_response(request)

    return middleware


def closed_house(get_response):
    """No other site may show what is ours, and no page may use the device's senses."""

    def middleware(request):
        response = get_response(request)
        for name, value in CLOSED.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


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
