"""Before the call: calm, and one button; or, kindly, why there is no number now."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from calls import pool, stage


@login_required
@require_safe
def home(request):
    if held := pool.held_by(request.user):
        return redirect("calls:drawn", held.pk)
    if refusal := pool.refusal(request.user):
        is_unread = refusal.reason == pool.Refusal.UNREAD
        return redirect("guidelines:read") if is_unread else _refused(request, refusal)
    context = {"unreported": stage.unreported(request.user)}
    return render(request, "calls/home.html", context)


def draw(request):
    """POST only: whoever comes by GET, or has to sign in first, is led to the button."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("calls:home"))
    if request.method != "POST":
        return redirect("calls:home")
    try:
        drawn = pool.draw(request.user)
    except pool.NotNow as refusal:
        return _refused(request, refusal, status=409)
    return redirect("calls:drawn", drawn.pk)


def _refused(request, refusal, status=200):
    """Why there is no number now, and what to do instead."""
    is_night = refusal.reason == pool.Refusal.CLOSED
    context = {
        "refusal": refusal,
        "unreported": stage.unreported(request.user),
        "place": reverse("calls:home"),
    }
    page = "calls/night.html" if is_night else "calls/not_now.html"
    return render(request, page, context, status=status)
