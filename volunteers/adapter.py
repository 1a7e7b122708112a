"""Where allauth meets the house: it calls our verbs, and learns no address and no password.

Wherever it says `email`, it means a pseudonym: see addresses.py.
"""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import clear_authentication_records
from allauth.core import context as current
from django.conf import settings
from django.contrib import messages
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from callrussia.limits import client_key
from volunteers import addresses, devices, membership, second_factor
from volunteers.models import Volunteer

# Longer than whatever is done for a known address or an unknown one, the mail aside.
TOGETHER = 0.15


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code that we sent. Look at the newest e-mail."),
        "invalid_login": _("Please enter your e-mail address."),
        "rate_limited": _("That was too often. Please wait a few minutes."),
        "too_many_login_attempts": _("That was too often. Please wait a few minutes."),
    }

    def save_user(self, request, user, form, commit=True):
        is_kept = form.cleaned_data["keeps_address"]
        return membership.enrol(form.address, is_kept=is_kept, **form.about)

    def login(self, request, user):
        super().login(request, user)
        # allauth's note of when and with which address somebody signed in, and ours.
        clear_authentication_records(request)
        addresses.drop(request)
        # Whoever of them has a second factor has shown it to come so far.
        if user.is_staff and second_factor.has_one(user):
            second_factor.show(request)
        if membership.note_active(user):
            with translation.override(user.language):
                messages.info(
                    request,
                    gettext(
                        "You had not been here for months, and the account was about to be "
                        "deleted. Now it stays."
                    ),
                )

    def is_reauthentication_required(self, *, app=None):
        """Staff show a factor before they add or remove one. Volunteers have nothing to show:

        a code by mail proves no more than their session does, and a lost session can be ended.
        """
        user = current.request.user
        return user.is_staff and second_factor.has_one(user)

    def get_reauthentication_methods(self, user):
        """Nobody has a password: the words of a codename are for signing in alone."""
        found = super().get_reauthentication_methods(user)
        return [method for method in found if method["id"] != "reauthenticate"]

    def post_login(self, request, user, **about):
        return devices.mark(super().post_login(request, user, **about), user.pseudonym)

    def get_client_ip(self, request):
        return client_key(request)

    def get_signup_redirect_url(self, request):
        with translation.override(request.user.language):
            return super().get_signup_redirect_url(request)

    def get_login_redirect_url(self, request):
        with translation.override(request.user.language):
            return resolve_url(settings.LOGIN_REDIRECT_URL)

    def send_mail(self, template_prefix, email, context):
        """To the address that was typed in this session, or else to the one that is kept.

        In the account's language, or without an account in that of the page.
        """
        volunteer = Volunteer.objects.filter(pseudonym=email).first()
        address = addresses.noted(current.request)
        if addresses.pseudonym(address) != email:
            address = volunteer.address if volunteer else ""
        if not address:
            return
        if volunteer and not volunteer.is_active:
            # Told in their own mailbox, instead of being sent from sign-in to sign-up and back.
            template_prefix = "account/email/suspended"
        language = volunteer.language if volunteer else translation.get_language()
        with translation.override(language):
            brand = {"brand": settings.BRAND[language]}
            written = self.render_mail(template_prefix, address, context | brand)
        _wait_for_others(current.request)
        written.send()

    def add_message(self, request, level, message_template=None, *args, message=None, **kwargs):
        # The pages themselves say what allauth's templates would say above them.
        if message:
            super().add_message(request, level, message=message)


def _wait_for_others(request):
    """Let the time until the mail is sent be the same, whatever was found or stored before.

    Making an account takes 5 ms longer than not making one: a few hundred tries would tell.
    """
    begun = getattr(request, "begun", 0)
    time.sleep(max(0, begun + TOGETHER - time.monotonic()))
