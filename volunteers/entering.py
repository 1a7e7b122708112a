"""allauth's pages of joining and signing in, with our own limits before anything is looked up."""

import time

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import (
    ConfirmEmailVerificationCodeView,
    ConfirmLoginCodeView,
    LoginView,
    SignupView,
)
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callrussia import events, limits, work
from volunteers import addresses, devices
from volunteers.forms import DANGER

TOO_OFTEN = gettext_lazy("That was too often. Please wait a few minutes.")
CLOSED = gettext_lazy(
    "Nobody can join just now: something here is being repaired. Your answers still stand below. "
    "Please send them again in a few minutes."
)


def elsewhere(request):
    """For whoever speaks no Russian; nothing of what they told is stored."""
    messages.info(
        request,
        _("Every call is held in Russian. Thank you for coming; there is other help."),
    )
    return redirect("campaign:other_ways")


def wait_for_code(request, address: str) -> int:
    """Count that a code is asked for: 0, or the seconds until one may be.

    Nobody else can use up what a device has on which the volunteer has signed in before.
    """
    pseudonym = addresses.pseudonym(address)
    act = "code, known device" if devices.is_known(request, pseudonym) else "code"
    return limits.take(request, act, pseudonym)


class Afresh:
    """allauth leads back to a code half entered; here an earlier address is simply dropped.

    Else whoever mistyped an address, or signs up although they have an account, is held for a
    quarter of an hour on a page that waits for a code which never comes.
    """

    def dispatch(self, request, *args, **kwargs):
        # The adapter sends its mails so long after this.
        request.begun = time.monotonic()
        return super().dispatch(request, *args, **kwargs)

    def _redirect_to_pending_stage(self, request, stage):
        clear_login(request)

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def post(self, request, *args, **kwargs):
        try:
            wait = self.wait(request)
        except limits.Away:
            return self._again(CLOSED, limits.AWAY, status=503)
        if wait:
            return self._again(TOO_OFTEN, wait, status=429)
        return super().post(request, *args, **kwargs)

    def _again(self, notice, wait, status):
        """The form with all that was typed, of which nothing was looked at."""
        kwargs = self.get_form_kwargs() | {"data": None, "files": None}
        form = self.get_form_class()(**kwargs | {"initial": self.request.POST.dict()})
        context = self.get_context_data(form=form, notice=notice)
        return limits.later(self.render_to_response(context), wait, status)


class Join(Afresh, SignupView):
    template_name = "volunteers/join.html"

    def post(self, request, *args, **kwargs):
        if request.POST.get("speaks_russian") == "no":
            return elsewhere(request)
        return super().post(request, *args, **kwargs)

    def wait(self, request):
        return limits.take(request, "join")

    def form_valid(self, form):
        work.count_joining()
        if lack := work.lack(self.request):
            form.add_error(None, lack)
            return self.form_invalid(form)
        # Only now: mistakes in other answers use up no codes.
        if wait := wait_for_code(self.request, form.address):
            return self._again(TOO_OFTEN, wait, status=429)
        response = super().form_valid(form)
        if form.is_resident:
            messages.warning(self.request, DANGER)
        return response


class SignIn(Afresh, LoginView):
    def wait(self, request):
        return wait_for_code(request, request.POST.get("login", ""))


class Guessing:
    """A code may be guessed five times, though a hundred guesses be sent at once."""

    def post(self, request, *args, **kwargs):
        if self._action == "resend":
            wait = wait_for_code(request, addresses.noted(request))
        else:
            wait = limits.take(request, "enter")
        if not wait:
            return super().post(request, *args, **kwargs)
        # An empty form: one with the guess in it would say whether that was right.
        self._action = "verify"
        form = self.get_form_class()(**self.get_form_kwargs() | {"data": None, "files": None})
        context = self.get_context_data(form=form, notice=TOO_OFTEN)
        return limits.later(self.render_to_response(context), wait)

    def form_invalid(self, form):
        events.note(events.Kind.CODE)
        return super().form_invalid(form)


class SignInCode(Guessing, ConfirmLoginCodeView):
    pass


class JoinCode(Guessing, ConfirmEmailVerificationCodeView):
    pass
