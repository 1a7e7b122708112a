"""What every request goes through: few methods, a closed house, the volunteer's own clock."""

from zoneinfo import ZoneInfo

from django.http import HttpResponseNotAllowed
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

METHODS = ("GET", "HEAD", "POST")
# What no page of ours needs, and no script on one may therefore ask for.
REFUSED = (
    *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture"),
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


def never_store(get_response):
    """Keep pages of signed-in people out of every cache: "back" must not show a number again."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return middleware
