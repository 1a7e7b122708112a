"""The quick exit: one tap ends the session, empties the device and leads to a neutral page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

# Says nothing but that whatever was here is left.
GONE = "gone"
# Seconds in which "back" and every other page of ours lead away, too.
AWAY = 180


# A token is as old as its page, and this must work from the oldest. What another site sends is
# known by the headers that browsers add.
@csrf_exempt
@never_cache
def leave(request):
    """By POST from a page of ours, end the session and clear the device; by GET, step two.

    In two steps, since a device that clears its cookies drops those of the same answer. An open
    draw is left to expire by itself: nobody else waits for it, and it tells of nobody.
    """
    if not _is_from_here(request):
        return _away()
    if request.method != "POST":
        return _remembered(request, _away())
    logout(request)
    return clear(request, redirect("leave"))


def clear(request, response):
    """Have the device forget all that the site kept there, and return `response`.

    The header clears cookies of other paths, storage and kept pages as well; where a browser does
    not know it, the cookies that were sent are taken back one by one.
    """
    for name in request.COOKIES:
        response.delete_cookie(name)
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def lead_away(get_response):
    """Show nothing for a while to whoever comes "back" on a device that has just been left."""

    def middleware(request):
        is_reading = request.method in ("GET", "HEAD")
        has_left = GONE in request.COOKIES and request.path_info != "/leave/"
        return _away() if has_left and is_reading else get_response(request)

    return middleware


def _away():
    response = HttpResponseRedirect(settings.EXIT_URL)
    response["Cache-Control"] = "no-store"
    return response


def _remembered(request, response):
    response.set_cookie(
        # The script that leads other ways back must see it.
        GONE,
        "1",
        max_age=AWAY,
        secure=request.is_secure(),
        samesite="Lax",
    )
    return response


def _is_from_here(request):
    """Whether nothing says that another site made the browser ask.

    Browsers that send neither header are too old to tell; theirs is let through.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin", "null")
    if site:
        return site == "same-origin"
    return origin == "null" or urlsplit(origin).netloc == request.get_host()
