"""The rehearsal, a first call with nobody on the line. Where somebody is, only the address says."""

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from callrussia import keeping
from calls import effects, outlook, trust
from calls.forms import ReportForm
from calls.models import Draw, Fate, Outcome, PhoneNumber
from guidelines import library
from guidelines import rehearsal as talk
from volunteers import membership
from volunteers.models import Rehearsed


@keeping.for_strangers
@require_safe
def rehearsal(request):
    edition = _edition()
    is_new = request.user.is_authenticated and not request.user.is_practised
    context = {
        "first": edition and talk.first(edition.content),
        "is_due": is_new and not library.must_read(request.user),
        "is_lost": "lost" in request.GET,
    }
    return render(request, "calls/rehearsal.html", context)


@require_safe
def turn(request, slug):
    edition = _edition()
    found = edition and talk.turn(edition.content, slug, get_language())
    chosen = found and _chosen(found, request.GET.get("said"))
    if found is None or ("said" in request.GET and chosen is None):
        return _lost()
    context = {"turn": found, "chosen": chosen, "left": talk.left(edition.content, slug)}
    return render(request, "calls/turn.html", context)


def say(request, slug):
    """POST only: whoever comes by GET is led to the turn, where the answers are."""
    place = reverse("calls:turn", args=[slug])
    if request.method != "POST":
        return redirect(place)
    edition, said = _edition(), request.POST.get("said")
    found = edition and talk.turn(edition.content, slug, get_language())
    if not (found and _chosen(found, said)):
        return _lost()
    if request.user.is_authenticated:
        membership.rehearse(request.user, Rehearsed.TRIED)
    return redirect(f"{place}?said={said}#said")


@require_http_methods(["GET", "HEAD", "POST"])
def rehearsal_report(request):
    edition = _edition()
    if edition is None:
        return _lost()
    sent = request.POST if request.method == "POST" else None
    form = ReportForm(sent, drawn=_nobodys(edition, _is_proven(request.user)))
    if form.is_valid():
        told = form.report["outcome"]
        return redirect(f"{reverse('calls:rehearsal_end')}?outcome={told}")
    status = 422 if form.is_bound else 200
    return render(request, "calls/rehearsal_report.html", {"form": form}, status=status)


@require_safe
def rehearsal_end(request):
    edition = _edition()
    if edition is None:
        return _lost()
    told = request.GET.get("outcome")
    outcome = Outcome(told) if told in Outcome.values else None
    context = {
        "outcome": outcome,
        "effect": outcome and effects.words(outcome, _is_proven(request.user), Fate.LIVE),
        "questions": talk.questions(edition.content, get_language()),
    }
    return render(request, "calls/rehearsal_end.html", context)


def rehearse(request):
    """POST only: whoever comes by GET, or has to sign in first, is led to the button."""
    place = reverse("calls:rehearsal_end")
    if not request.user.is_authenticated:
        return redirect_to_login(place)
    if request.method != "POST":
        return redirect(place)
    membership.rehearse(request.user, Rehearsed.WHOLE)
    is_whole = request.user.rehearsed == Rehearsed.WHOLE
    return redirect("calls:home" if is_whole else "calls:rehearsal")


def _edition():
    """The live edition, if it has a rehearsal, or None."""
    edition = library.live()
    return edition if edition and talk.first(edition.content) else None


def _chosen(turn, said):
    """The choice with the number `said`, counted from 1, or None."""
    numbered = {str(n): choice for n, choice in enumerate(turn["choices"], 1)}
    return numbered.get(said)


def _lost():
    """To the beginning, which says that this was not found."""
    return redirect(f"{reverse('calls:rehearsal')}?lost")


def _is_proven(user):
    return user.is_authenticated and trust.is_proven(user, outlook.lately())


def _nobodys(edition, is_proven):
    """A draw of no number, for the form alone: it is never saved."""
    number = PhoneNumber(fate=Fate.LIVE, rest=0)
    found = {"found_fate": Fate.LIVE, "found_rest": 0}
    return Draw(number=number, edition=edition, is_proven=is_proven, **found)
