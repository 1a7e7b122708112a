"""Pages of joining, signing in, settings and leaving. What happens there is membership's."""

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView, SignupView
from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from callrussia import leaving
from volunteers import membership
from volunteers.forms import DANGER, EraseForm, SettingsForm


class Afresh:
    """allauth leads back to a code half entered; here an earlier address is simply dropped.

    Else whoever mistyped an address, or signs up although they have an account, is held for a
    quarter of an hour on a page that waits for a code which never comes.
    """

    def _redirect_to_pending_stage(self, request, stage):
        clear_login(request)

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class Join(Afresh, SignupView):
    template_name = "volunteers/join.html"

    def post(self, request, *args, **kwargs):
        if request.POST.get("speaks_russian") == "no":
            messages.info(
                request,
                _("Every call is held in Russian. Thank you for coming; there is other help."),
            )
            return redirect("campaign:other_ways")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        if form.is_resident:
            messages.warning(self.request, DANGER)
        return response


class SignIn(Afresh, LoginView):
    pass


join = Join.as_view()
sign_in = SignIn.as_view()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request):
    names = ("country", "time_zone", "language")
    now = {name: getattr(request.user, name) for name in names}
    form = SettingsForm(request.POST or None, initial=now)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "volunteers/settings.html", {"form": form}, status=status)

    membership.change(request.user, **form.cleaned_data)
    with translation.override(request.user.language):
        messages.success(request, _("Your settings are saved."))
        return redirect(reverse("volunteers:settings"))


@login_required
@require_POST
def sign_out_everywhere(request):
    membership.sign_out_everywhere(request.user)
    logout(request)
    messages.success(request, _("You are signed out on all devices."))
    return redirect("account_login")


@login_required
@require_safe
def leave(request):
    return render(request, "volunteers/leave.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request):
    form = EraseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "volunteers/erase.html", {"form": form}, status=status)

    membership.erase(request.user)
    logout(request)
    return leaving.clear(request, redirect("volunteers:farewell"))


@require_safe
def farewell(request):
    """What remains. Nothing here tells who has just left."""
    if request.user.is_authenticated:
        return redirect("volunteers:leave")
    context = {"days": django_settings.BACKUP_DAYS}
    return render(request, "volunteers/farewell.html", context)


def nowhere(request, **kwargs):
    """In place of every page about passwords: there are none."""
    raise Http404
