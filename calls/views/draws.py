"""One draw: its page, and what its volunteer may do with it."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from calls import pool, stage
from calls.forms import AmendForm, ReleaseForm, ReportForm
from calls.models import Draw
from calls.pages import ask, closed, show, told_under


@login_required
@require_safe
def drawn(request, pk):
    found = stage.find(pk, request.user)
    return show(request, found) if found else closed(request, status=404)


@login_required
def unknown(request, address):
    # What was typed into the address may be a number: no link on the page repeats it.
    return closed(request, status=404, place=reverse("calls:home"))


def act(view):
    """POST only, on a draw of one's own.

    Whoever comes by GET, or has to sign in first, is led to the draw's page, where the act is.
    """

    @wraps(view)
    def acted(request, pk):
        place = reverse("calls:drawn", args=[pk])
        if not request.user.is_authenticated:
            return redirect_to_login(place)
        if request.method != "POST":
            return redirect(place)
        found = stage.find(pk, request.user)
        return view(request, found) if found else closed(request, status=404)

    return acted


def keep_signed_out(view):
    """Keep a report that comes after its session has ended until its volunteer signs in again."""

    @wraps(view)
    def kept(request, pk):
        if request.method == "POST" and not request.user.is_authenticated:
            _keep(request, pk)
        return view(request, pk)

    return kept


def _keep(request, pk):
    told_of = Draw.objects.filter(pk=pk, number__isnull=False).first()
    if told_of:
        form = ReportForm(request.POST, drawn=told_of)
        form.is_valid()
        # Whatever part of it is sound. No number: the draw's id is enough.
        request.session[told_under(pk)] = form.cleaned_data


# The draw's random id is the token, as good as any against forgery; the usual one changes when the
# volunteer signs in again in another tab, and the report would be lost.
@csrf_exempt
@keep_signed_out
@act
def report(request, found):
    form = ReportForm(request.POST, drawn=found)
    if found.is_reportable and not form.is_valid():
        return ask(request, found, form, status=422)
    if found.is_reportable:
        try:
            pool.report(found, **form.report)
        except pool.TooLate:
            messages.info(request, _("It was too late for this report."))
    request.session.pop(told_under(found.pk), None)
    return redirect("calls:drawn", found.pk)


@act
def amend(request, found):
    form = AmendForm(request.POST, drawn=found)
    if found.is_amendable and not form.is_valid():
        return ask(request, found, form, status=422)
    if answer := _amended(found, form):
        messages.info(request, answer)
    return redirect("calls:drawn", found.pk)


def _amended(found, form):
    """Amend the report; what must be told about it, or nothing where it went as it should."""
    too_late = _("It was too late to change the report. It stays as it is.")
    if not form.is_valid():
        return too_late
    try:
        if pool.amend(found, form.cleaned_data["version"], **form.report):
            return ""
    except pool.TooLate:
        return too_late
    told = {"outcome": form.report["outcome"]} | (form.report["talk"] or {})
    # A second click on the same button: what stands is what was sent.
    if Draw.objects.filter(pk=found.pk, **told).exists():
        return ""
    return _("This report was changed meanwhile, in another window. Here is how it stands now.")


@act
def extend(request, found):
    pool.extend(found)
    return redirect("calls:drawn", found.pk)


@act
def release(request, found):
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say why you give the number back."))
        return show(request, found, status=422)
    pool.release(found, form.cleaned_data["reason"])
    return redirect("calls:drawn", found.pk)


@act
def unrelease(request, found):
    if not pool.unrelease(found) and found.stage == stage.Stage.RELEASED:
        messages.info(request, _("It was too late to undo: the number has gone back."))
    return redirect("calls:drawn", found.pk)
