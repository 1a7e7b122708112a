"""After a hard call, and at the end of an evening. No draw stands in these addresses."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from callrussia import limits
from calls import care as caring
from calls import evening as evenings
from calls import hours
from calls.models import Encounter
from guidelines import library, rehearsal
from guidelines.helplines import near


@login_required
@require_safe
def care(request):
    met = request.GET.get("met")
    context = {
        "words": library.care_after(library.live(), get_language()),
        "until": caring.resting_until(request.user),
        "helplines": near(request.user.country.code),
        "met": met if met in Encounter.Kind.values else None,
    }
    return render(request, "calls/care.html", context)


@login_required
@require_safe
def evening(request):
    live, shown = library.live(), evenings.lately(request.user)
    questions = rehearsal.questions(live.content, get_language()) if live else []
    context = {
        "evening": shown,
        "places": [(region, hours.clocks(region, shown.now)) for region in shown.regions],
        "question": questions[-1] if questions else None,
        "until": caring.resting_until(request.user),
    }
    return render(request, "calls/evening.html", context)


def act(view):
    """POST only: whoever comes by GET, or has to sign in first, is led to where the act is."""

    @wraps(view)
    def acted(request):
        place = reverse("calls:care")
        if not request.user.is_authenticated:
            return redirect_to_login(place)
        return view(request) if request.method == "POST" else redirect(place)

    return acted


@act
def stop(request):
    caring.stop(request.user)
    return redirect("calls:evening")


@act
def go_on(request):
    caring.go_on(request.user)
    return redirect("calls:home")


@act
def met(request):
    """Count one child, or one person in distress; what to do then stands on the page."""
    kind, place = request.POST.get("kind"), reverse("calls:care")
    if kind not in Encounter.Kind.values:
        return redirect(f"{place}#met")
    if not limits.take(request, "met"):
        caring.count(kind)
    return redirect(f"{place}?met={kind}#met")
