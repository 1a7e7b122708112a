"""What people tell us of themselves: at sign-up, at sign-in, in their settings."""

import re

from allauth.account.forms import (
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    SignupForm,
)
from allauth.account.internal.flows.signup import prevent_enumeration
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from volunteers import addresses, codenames, membership, places
from volunteers.models import Language

RESIDENTS = ("RU", "BY")
DIGITS = 6
# What is typed here is nothing for a browser to correct, or to remember.
PLAIN = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
DANGER = _(
    "From Russia or Belarus you must not call: people are prosecuted there for what they say of "
    "the war, on the phone too, and we could not protect you. Please join once you are elsewhere."
)


def country_choices():
    return [("", _("Choose a country")), *places.countries()]


def zone_choices():
    return [("", _("The one of the country")), *places.zones()]


class SettingsForm(forms.Form):
    """What a volunteer may change at any time, and is asked first at sign-up."""

    country = forms.ChoiceField(
        label=_("Country you call from"),
        choices=country_choices,
        help_text=_("For the digits to dial from there."),
        error_messages={"required": _("Please choose the country.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        required=False,
        help_text=_("To show times as your clock does. If you leave it, we assume one."),
    )
    language = forms.ChoiceField(
        label=_("Language of the site and of our e-mails"),
        choices=Language,
        widget=forms.RadioSelect,
    )

    def clean_country(self):
        country = self.cleaned_data["country"]
        if country in RESIDENTS and settings.REFUSE_RESIDENTS:
            raise ValidationError(DANGER, code="resident")
        return country

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("time_zone") and cleaned.get("country"):
            cleaned["time_zone"] = places.first_zone(cleaned["country"])
        return cleaned


class EraseForm(forms.Form):
    """A box, not a word to type: the same in both languages, by keyboard and when read aloud."""

    is_sure = forms.BooleanField(
        label=_("Yes, delete my account"),
        error_messages={"required": _("Please tick the box if you mean it. Nothing is deleted.")},
    )


class ApplicationForm(SettingsForm):
    """What everybody is asked who wants to join, with an address or without."""

    where_now = forms.ChoiceField(
        label=_("Where are you now?"),
        choices=[
            ("elsewhere", _("Outside Russia and Belarus")),
            ("inside", _("In Russia or Belarus")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say where you are.")},
    )
    speaks_russian = forms.ChoiceField(
        label=_("Do you speak Russian fluently?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say whether you speak Russian.")},
    )
    accepts_code = forms.BooleanField(
        label=_("I accept the code"),
        error_messages={"required": _("Only those who accept the code can call.")},
    )
    is_adult = forms.BooleanField(
        label=_("I am 18 or older"),
        error_messages={"required": _("Only adults can call.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()

    def clean_where_now(self):
        where = self.cleaned_data["where_now"]
        if where == "inside" and settings.REFUSE_RESIDENTS:
            raise ValidationError(DANGER, code="resident")
        return where

    @property
    def is_resident(self):
        """Says to be in Russia or Belarus; seen only where that is no reason to refuse."""
        answers = self.cleaned_data
        return answers["where_now"] == "inside" or answers["country"] in RESIDENTS

    @property
    def about(self) -> dict:
        """What membership.enrol takes besides the address."""
        return {name: self.cleaned_data[name] for name in SettingsForm.base_fields}


class JoinForm(ApplicationForm, SignupForm):
    """Sign-up with an address. Whatever is wrong, all other answers stay as they were given."""

    keeps_address = forms.BooleanField(
        label=_("Keep my address, to write to me"),
        help_text=_(
            "Locked with a key that is not in the database. If you leave this empty, only a "
            "fingerprint of the address is kept: it lets you in, and we cannot write to you."
        ),
        required=False,
    )
    field_order = ("email", "keeps_address")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress_address(self.fields["email"])
        self.fields["email"].help_text = _("We send a code to it. We do not ask your name.")

    def clean_email(self):
        """What allauth gets is the pseudonym; `address` is what was typed."""
        self.address = self.cleaned_data["email"]
        self.cleaned_data["email"] = addresses.pseudonym(self.address)
        return super().clean_email()

    def try_save(self, request):
        addresses.note(request, self.address)
        try:
            return super().try_save(request)
        except membership.AlreadyEnrolled:
            # The same form sent twice at once: answered like any address that is taken.
            return None, prevent_enumeration(request, email=self.cleaned_data["email"])


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress_address(self.fields["login"])

    def clean_login(self):
        self.address = super().clean_login()
        return addresses.pseudonym(self.address)

    def login(self, request, redirect_url=None):
        addresses.note(request, self.address)
        return super().login(request, redirect_url)


class CheckForm(forms.Form):
    """Two words of the phrase that somebody was just shown."""

    def __init__(self, *args, phrase, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.words = phrase.split()
        for n in asked:
            self.fields[f"word{n}"] = forms.CharField(
                label=_("Word %(n)d") % {"n": n},
                error_messages={"required": _("Please type this word.")},
                widget=forms.TextInput(attrs=PLAIN),
            )

    def clean(self):
        for name, typed in list(self.cleaned_data.items()):
            if codenames.phrase_of(typed) != self.words[int(name.removeprefix("word")) - 1]:
                self.add_error(name, _("This is another word. Please look at what you kept."))


class CodenameForm(forms.Form):
    """Sign-in without an address."""

    codename = forms.CharField(
        label=_("Codename"),
        max_length=100,
        error_messages={"required": _("Please type in your codename.")},
        widget=forms.TextInput(attrs=PLAIN | {"autocomplete": "username"}),
    )
    phrase = forms.CharField(
        label=_("The six words"),
        help_text=_("In their order, with spaces between them."),
        max_length=200,
        error_messages={"required": _("Please type in your six words.")},
        widget=forms.PasswordInput(
            attrs=PLAIN | {"autocomplete": "current-password"}, render_value=True
        ),
    )

    def clean_codename(self):
        return codenames.name_of(self.cleaned_data["codename"])

    def clean_phrase(self):
        return codenames.phrase_of(self.cleaned_data["phrase"])


class AddressForm(forms.Form):
    """The address once more, to be kept."""

    address = forms.EmailField()

    def __init__(self, *args, volunteer, **kwargs):
        super().__init__(*args, **kwargs)
        self.volunteer = volunteer
        _dress_address(self.fields["address"])

    def clean_address(self):
        address = self.cleaned_data["address"]
        if addresses.pseudonym(address) != self.volunteer.pseudonym:
            raise ValidationError(_("This is not the address that you sign in with."))
        return address


class SixDigits:
    """Mixed into allauth's forms of a code: says what is wrong with what was typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code from the e-mail")
        field.error_messages["required"] = _("Please enter the code.")
        field.widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        )

    def clean_code(self):
        typed = len(re.sub(r"\D", "", self.cleaned_data["code"]))
        if typed != DIGITS:
            raise ValidationError(
                ngettext(
                    "The code has six digits. You have typed %(count)d.",
                    "The code has six digits. You have typed %(count)d.",
                    typed,
                )
                % {"count": typed}
            )
        return super().clean_code()


class JoinCodeForm(SixDigits, ConfirmEmailVerificationCodeForm):
    pass


class SignInCodeForm(SixDigits, ConfirmLoginCodeForm):
    pass


def _dress_address(field):
    field.label = _("E-mail address")
    field.error_messages["required"] = _("Please enter your e-mail address.")
    field.error_messages["invalid"] = _("This does not look like an e-mail address.")
    field.widget = forms.EmailInput(attrs={"autocomplete": "email"})
