"""Pages of joining, signing in, settings and leaving. What happens there is membership's."""

from allauth.account.utils import perform_login
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from callrussia import events, leaving, limits, work
from volunteers import codenames, entering, membership, second_factor, sessions
from volunteers.forms import (
    DANGER,
    AddressForm,
    ApplicationForm,
    CheckForm,
    CodenameForm,
    EraseForm,
    SettingsForm,
)

PAGE = ["GET", "HEAD", "POST"]


join = entering.Join.as_view()
sign_in = entering.SignIn.as_view()
join_code = entering.JoinCode.as_view()
sign_in_code = entering.SignInCode.as_view()


@never_cache
@require_http_methods(PAGE)
def join_codename(request):
    """Joining without an address: what everybody is asked, and then what is made for them."""
    if request.POST.get("speaks_russian") == "no":
        return entering.elsewhere(request)
    form = ApplicationForm(request.POST or None)
    if not form.is_valid():
        return _page(request, "join_codename", form=form)
    work.count_joining()
    if lack := work.lack(request):
        form.add_error(None, lack)
        return _page(request, "join_codename", form=form)
    try:
        wait = limits.take(request, "join")
    except limits.Away:
        form.add_error(None, entering.CLOSED)
        return limits.later(_page(request, "join_codename", form=form), limits.AWAY, 503)
    if wait:
        form.add_error(None, entering.TOO_OFTEN)
        return limits.later(_page(request, "join_codename", form=form), wait)
    codenames.begin(request, form.about, form.cleaned_data["language"])
    if form.is_resident:
        messages.warning(request, DANGER)
    return redirect("volunteers:codename")


@never_cache
@require_safe
def codename(request):
    made = codenames.pending(request)
    return _page(request, "codename", made=made) if made else redirect("volunteers:join_codename")


@never_cache
@require_safe
def codename_file(request):
    """The same to keep, under a name that tells nothing."""
    made = codenames.pending(request)
    if made is None:
        return redirect("volunteers:join_codename")
    response = HttpResponse(
        f"{made['codename']}\n{made['phrase']}\n", content_type="text/plain; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="words.txt"'
    return response


@never_cache
@sensitive_post_parameters()
@require_http_methods(PAGE)
def check_codename(request):
    """Two of its words, as a proof that it was kept; only then there is an account."""
    made = codenames.pending(request)
    if made is None:
        return redirect("volunteers:join_codename")
    form = CheckForm(request.POST or None, phrase=made["phrase"], asked=made["asked"])
    if not form.is_valid():
        return _page(request, "check_codename", form=form)
    try:
        volunteer = membership.enrol(made["codename"], phrase=made["phrase"], **made["answers"])
    except membership.AlreadyEnrolled:
        codenames.begin(request, made["answers"], made["answers"]["language"])
        messages.info(request, _("This codename is taken by now. Here is another one."))
        return redirect("volunteers:codename")
    codenames.drop(request)
    return perform_login(request, volunteer, email_verification="none", signup=True)


@never_cache
@sensitive_post_parameters()
@require_http_methods(PAGE)
def sign_in_codename(request):
    form = CodenameForm(request.POST or None)
    if not form.is_valid():
        return _page(request, "sign_in_codename", form=form)
    # Before anything is hashed.
    if wait := limits.take(request, "sign-in"):
        form.add_error(None, entering.TOO_OFTEN)
        return limits.later(_page(request, "sign_in_codename", form=form), wait)
    volunteer = membership.recognise(**form.cleaned_data)
    if volunteer is None:
        events.note(events.Kind.CODE)
        form.add_error(None, _("We know no such codename with these words."))
        return _page(request, "sign_in_codename", form=form)
    return perform_login(request, volunteer, email_verification="none")


class AddPasskey(AddWebAuthnView):
    def form_valid(self, form):
        response = super().form_valid(form)
        if second_factor.Adapter().is_mfa_enabled(self.request.user):
            return response
        second_factor.drop_recovery_codes(self.request.user)
        return redirect("mfa_index")


class RemovePasskey(RemoveWebAuthnView):
    """allauth asks only for codes whether they may go."""

    def form_valid(self, form):
        if not second_factor.Adapter().can_delete_authenticator(self.object):
            messages.error(
                self.request, second_factor.Adapter.error_messages["cannot_delete_authenticator"]
            )
            return redirect("mfa_index")
        return super().form_valid(form)


add_passkey = AddPasskey.as_view()
remove_passkey = RemovePasskey.as_view()


@login_required
@require_http_methods(PAGE)
def settings(request):
    names = ("country", "time_zone", "language")
    now = {name: getattr(request.user, name) for name in names}
    form = SettingsForm(request.POST or None, initial=now)
    if not form.is_valid():
        return _page(request, "settings", form=form)

    membership.change(request.user, **form.cleaned_data)
    with translation.override(request.user.language):
        messages.success(request, _("Your settings are saved."))
        return redirect(reverse("volunteers:settings"))


@login_required
@sensitive_post_parameters()
@require_http_methods(PAGE)
def keep_address(request):
    """To be written to. The address is asked for once more: it is known by its fingerprint."""
    form = AddressForm(request.POST or None, volunteer=request.user)
    if not form.is_valid():
        return _page(request, "keep_address", form=form)
    membership.keep_address(request.user, form.cleaned_data["address"])
    messages.success(request, _("Your address is kept. You can have it forgotten at any time."))
    return redirect("volunteers:settings")


@login_required
@require_POST
def forget_address(request):
    membership.forget_address(request.user)
    messages.success(request, _("Your address is forgotten. You still sign in with it."))
    return redirect("volunteers:settings")


@login_required
@require_safe
def devices(request):
    here = request.session.session_key
    shown = [
        {"handle": sessions.handle(one.session_key), "since": one.since, "is_here": one.pk == here}
        for one in sessions.of(request.user)
    ]
    return _page(request, "devices", devices=shown)


@login_required
@require_POST
def sign_out_device(request):
    if membership.sign_out_device(request.user, request.POST.get("device", "")):
        messages.success(request, _("That device is signed out."))
    else:
        messages.info(request, _("That device was signed out already."))
    return redirect("volunteers:devices")


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
    return _page(request, "leave")


@login_required
@require_http_methods(PAGE)
def erase(request):
    form = EraseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, "erase", form=form)
    membership.erase(request.user)
    logout(request)
    return leaving.clear(request, redirect("volunteers:farewell"))


@require_safe
def farewell(request):
    """What remains. Nothing here tells who has just left."""
    if request.user.is_authenticated:
        return redirect("volunteers:leave")
    return _page(request, "farewell", days=django_settings.BACKUP_DAYS)


def nowhere(request, **kwargs):
    """In place of every page about passwords: there are none."""
    raise Http404


def _page(request, name, **context):
    """The page of `name`; with a form that was sent and is not right, its faults."""
    form = context.get("form")
    status = 422 if form and form.is_bound else 200
    return render(request, f"volunteers/{name}.html", context, status=status)
