"""What comes in to add, name and show passkeys and codes of an app."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].help_text = _("So that you can tell it from others.")
        self.fields["name"].max_length = 60
        # It is always also a way in without anything else.
        # allauth's script looks whether it is ticked.
        self.fields["passwordless"].widget = forms.CheckboxInput(attrs={"hidden": True})
        self.fields["passwordless"].initial = True
        self.fields["credential"].error_messages["required"] = _(
            "This device made no passkey. Please try again."
        )


class PasskeyNameForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].error_messages["required"] = _("Please give it a name.")


class FromApp:
    """Mixed into allauth's forms of a second factor's code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code")
        field.error_messages["required"] = _("Please enter the code.")
        field.widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True})


class ActivateForm(FromApp, ActivateTOTPForm):
    pass


class FactorForm(FromApp, AuthenticateForm):
    pass


class FactorAgainForm(FromApp, ReauthenticateForm):
    pass
