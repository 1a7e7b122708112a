"""Passkeys for everybody, and the second factor without which the admin does not open."""

import time
from base64 import b64decode, b64encode

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_used
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from callrussia.sealed import seal, unseal

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# In a session of staff: when the admin was last used, in seconds since 1970, every STEP anew.
MARK = "second_factor"
IDLE, STEP = 30 * 60, 5 * 60


class Adapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "This is your last second factor, and the administration asks for one: "
            "add another first."
        ),
        "incorrect_code": _("This is not the code of this half minute, or it was used already."),
    }

    def encrypt(self, text):
        return b64encode(seal(text)).decode()

    def decrypt(self, encrypted_text):
        return unseal(b64decode(encrypted_text))

    def is_mfa_enabled(self, user, types=None):
        """Whether `user` has to show a second factor, of `types`.

        A volunteer's passkey is another way in, not a second one: who loses it has the code.
        """
        wanted = set(types or KINDS)
        if not getattr(user, "is_staff", False):
            wanted.discard(Authenticator.Type.WEBAUTHN)
        return super().is_mfa_enabled(user, wanted)

    def can_delete_authenticator(self, authenticator):
        found = Authenticator.objects.filter(user=authenticator.user, type__in=KINDS)
        return not authenticator.user.is_staff or found.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user, type):
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)d") % {"number": count + 1}


def has_one(user) -> bool:
    """Whether `user` has a passkey or an app that makes codes."""
    return Authenticator.objects.filter(user=user, type__in=KINDS).exists()


def show(request):
    """Note in the session that a second factor was shown."""
    request.session[MARK] = int(time.time()) // STEP * STEP


def drop_recovery_codes(volunteer):
    """Made with the first passkey, they open nothing where nothing asks for a factor."""
    Authenticator.objects.filter(user=volunteer, type=Authenticator.Type.RECOVERY_CODES).delete()


def reset(volunteer):
    """Take all factors from `volunteer`, who has lost them. Safe to repeat."""
    Authenticator.objects.filter(user=volunteer).delete()


@receiver([authenticator_added, authenticator_used])
def note(request, user, authenticator, **kwargs):
    """Staff have just set one up, or shown it once more; at sign-in the adapter notes it."""
    if user.is_staff and request.user == user:
        show(request)


@receiver(authenticator_added)
def trust(request, user, **kwargs):
    """Whoever has just set up a first one need not show it for the recovery codes that follow."""
    if user.is_staff:
        record_authentication(request, user, method="mfa", reauthenticated=True)


class Gate:
    """Nobody enters the admin without a second factor, nor after half an hour without use."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        is_inside = "admin" in request.resolver_match.app_names
        # Guests and volunteers are refused by the admin itself.
        if not is_inside or not request.user.is_authenticated or not request.user.is_staff:
            return None
        idle = time.time() - request.session.get(MARK, 0)
        if idle < IDLE:
            if idle >= 2 * STEP:
                show(request)
            return None
        return self._stopped(request)

    def _stopped(self, request):
        kinds = set(
            Authenticator.objects.filter(user=request.user, type__in=KINDS).values_list(
                "type", flat=True
            )
        )
        if not kinds:
            return redirect("mfa_index")
        by_code = Authenticator.Type.TOTP in kinds
        name = "mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn"
        # What was sent can't be kept: the page itself is where to go on.
        return redirect(f"{reverse(name)}?{urlencode({'next': request.path})}")
