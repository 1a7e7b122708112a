"""Where allauth meets the house: it calls our verbs, and learns no address and no password."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import clear_authentication_records
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from callrussia.limits import client_key
from volunteers import membership


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code that we sent. Look at the newest e-mail."),
        "invalid_login": _("Please enter your e-mail address."),
        "rate_limited": _("That was too often. Please wait a few minutes."),
        "too_many_login_attempts": _("That was too often. Please wait a few minutes."),
    }

    def save_user(self, request, user, form, commit=True):
        fields = ("country", "time_zone", "language")
        answers = {name: form.cleaned_data[name] for name in fields}
        return membership.enrol(form.cleaned_data["email"], **answers)

    def pre_login(self, request, user, *, signup, **kwargs):
        if not signup:
            # An account made without allauth lacks its row of the address; whoever signs in
            # has just typed the code sent there, and must not be asked for a second one.
            proof = {"verified": True, "primary": True}
            EmailAddress.objects.get_or_create(user=user, email=user.email, defaults=proof)
        return super().pre_login(request, user, signup=signup, **kwargs)

    def login(self, request, user):
        super().login(request, user)
        # allauth's note of when and with which address somebody signed in.
        clear_authentication_records(request)
        if membership.note_active(user):
            with translation.override(user.language):
                messages.info(
                    request,
                    gettext(
                        "You had not been here for months, and the account was about to be "
                        "deleted. Now it stays."
                    ),
                )

    def get_client_ip(self, request):
        return client_key(request)

    def get_signup_redirect_url(self, request):
        with translation.override(request.user.language):
            return super().get_signup_redirect_url(request)

    def get_login_redirect_url(self, request):
        with translation.override(request.user.language):
            return resolve_url(settings.LOGIN_REDIRECT_URL)

    def send_mail(self, template_prefix, email, context):
        """In the account's language, or without an account in that of the page."""
        volunteer = membership.find(email)
        if volunteer and not volunteer.is_active:
            # Told in their own mailbox, instead of being sent from sign-in to sign-up and back.
            template_prefix = "account/email/suspended"
        language = volunteer.language if volunteer else translation.get_language()
        with translation.override(language):
            brand = {"brand": settings.BRAND[language]}
            super().send_mail(template_prefix, email, context | brand)

    def add_message(self, request, level, message_template=None, *args, message=None, **kwargs):
        # The pages themselves say what allauth's templates would say above them.
        if message:
            super().add_message(request, level, message=message)
