"""Before the call: calm, and one button; or, kindly, why there is no number now."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from callrussia import limits
from calls import care, evening, outlook, pool, stage

# What comes before a first number.
FIRST = {pool.Refusal.UNREAD: "guidelines:read", pool.Refusal.UNREHEARSED: "calls:rehearsal"}


@login_required
@require_safe
def home(request):
    if held := pool.held_by(request.user):
        return redirect("calls:drawn", held.pk)
    if refusal := pool.refusal(request.user):
        first = FIRST.get(refusal.reason)
        return redirect(first) if first else _refused(request, refusal)
    context = _context(request) | {"evening": evening.lately(request.user)}
    return render(request, "calls/home.html", context)


def draw(request):
    """POST only: whoever comes by GET, or has to sign in first, is led to the button."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("calls:home"))
    if request.method != "POST":
        return redirect("calls:home")
    if wait := limits.take(request, "draw"):
        return limits.later(render(request, "429.html"), wait)
    try:
        drawn = _draw(request.user)
    except pool.NotNow as refusal:
        return _refused(request, refusal, status=409)
    return redirect("calls:drawn", drawn.pk)


def _draw(volunteer):
    # Whoever took the day off is asked here: the statement knows what others need, and this is
    # between the volunteer and the page.
    if until := care.resting_until(volunteer):
        raise pool.NotNow(pool.Refusal.RESTING, until)
    return pool.draw(volunteer)


def _refused(request, refusal, status=200):
    """Why there is no number now, and what to do instead."""
    is_night = refusal.reason == pool.Refusal.CLOSED
    context = _context(request) | {"refusal": refusal, "place": reverse("calls:home")}
    page = "calls/night.html" if is_night else "calls/not_now.html"
    return render(request, page, context, status=status)


def _context(request):
    return {
        "unreported": stage.unreported(request.user),
        "has_rehearsal": outlook.lately().has_rehearsal,
    }
