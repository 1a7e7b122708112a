"""What comes in from people: what came of a call, why a number is given back, whom not to call."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from calls import effects, pool
from calls.models import Felt, Length, Outcome, Reason
from guidelines import library
from guidelines.models import Opener


class Choice(TextChoices):
    """The five large choices of a report; two of them need their detail too."""

    NOBODY = "nobody", _("Nobody answered")
    NOT_CONNECTED = "not_connected", _("It did not connect")
    ENDED = "ended", _("They ended it")
    TALKED = "talked", _("We talked")
    NOT_AGAIN = "not_again", _("Do not call again")


OUTCOMES = {
    Choice.NOBODY: (Outcome.NOBODY,),
    Choice.NOT_CONNECTED: (Outcome.NO_SUCH, Outcome.NO_ABROAD),
    Choice.ENDED: (Outcome.ENDED,),
    Choice.TALKED: (Outcome.TALKED,),
    Choice.NOT_AGAIN: (Outcome.ASKED, Outcome.UNSUITED),
}
# What else a choice stands for, in the volunteer's words.
MEANINGS = {
    Choice.NOBODY: _("It rang out, was busy or unavailable, or a voicemail or a robot spoke."),
    Choice.ENDED: _("They hung up, refused, feared a fraud or were afraid, or it was cut off."),
    Choice.TALKED: _("They listened or spoke, however briefly."),
    Outcome.UNSUITED: _("A child, an office, somebody in distress, or no common language."),
}


def radios(label, choices, **kwargs):
    field = {"label": label, "choices": choices, "widget": forms.RadioSelect}
    return forms.ChoiceField(**field | kwargs)


def details(choice, label):
    """The field in which `choice` is told more exactly."""
    pairs = [(outcome.value, outcome.label) for outcome in OUTCOMES[choice]]
    return radios(label, pairs, required=False)


class ReportForm(forms.Form):
    """The word on one draw. `report` is what the verbs take of it."""

    # A browser's own complaint would come in the browser's language, not in the page's.
    use_required_attribute = False

    choice = radios(
        _("What came of the call"),
        Choice.choices,
        error_messages={"required": _("Please choose what came of the call.")},
    )
    not_connected = details(Choice.NOT_CONNECTED, _("What did you hear?"))
    not_again = details(Choice.NOT_AGAIN, _("Why not?"))
    length = radios(_("How long did it last?"), Length.choices, required=False)
    felt = radios(_("How did it feel?"), Felt.choices, required=False)
    opener_used = forms.TypedChoiceField(
        label=_("How did you begin?"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, drawn, **kwargs):
        super().__init__(*args, **kwargs)
        self.drawn = drawn
        texts = library.edition(drawn.edition_id).content["ru"]["openers"]
        self.fields["opener_used"].choices = [(opener["id"], opener["text"]) for opener in texts]

    def clean_opener_used(self):
        """One that is kept no more, by whatever way it went, can't be remembered."""
        chosen = self.cleaned_data["opener_used"]
        if chosen and not Opener.objects.filter(pk=chosen).exists():
            message = self.fields["opener_used"].error_messages["invalid_choice"]
            raise ValidationError(message, params={"value": chosen})
        return chosen

    def clean(self):
        choice = self.cleaned_data.get("choice")
        needs_detail = choice in self.fields and not self.has_error(choice)
        if needs_detail and not self.cleaned_data.get(choice):
            self.add_error(choice, _("Please choose one of the two."))

    @property
    def report(self):
        """`outcome` and `talk`, as pool.report and pool.amend take them."""
        told = self.cleaned_data
        talk = {name: told[name] for name in ("length", "felt", "opener_used")}
        has_talk = told["choice"] in (Choice.ENDED, Choice.TALKED)
        outcome = Outcome(told.get(told["choice"]) or told["choice"])
        return {"outcome": outcome, "talk": talk if has_talk else None}

    def rows(self):
        """The five choices, each with what it does to the number, or with its details."""
        for radio in self["choice"]:
            choice = Choice(radio.data["value"])
            row = {"radio": radio, "meaning": MEANINGS.get(choice, "")}
            if choice in self.fields:
                row["more"] = self[choice]
                row["details"] = [self._detail(detail) for detail in self[choice]]
            else:
                row["effect"] = self._effect(*OUTCOMES[choice])
            yield row

    def _detail(self, radio):
        outcome = Outcome(radio.data["value"])
        return {
            "radio": radio,
            "meaning": MEANINGS.get(outcome, ""),
            "effect": self._effect(outcome),
        }

    def _effect(self, outcome):
        return effects.words(outcome, self.drawn.is_proven, self._fate_before)

    @property
    def blank(self):
        """What the look of an empty form depends on; None where something is filled in."""
        if self.is_bound or self.initial:
            return None
        return self.drawn.edition_id, self.drawn.is_proven, self._fate_before

    @property
    def _fate_before(self):
        return pool.fate_before(self.drawn.number, self.drawn)


class AmendForm(ReportForm):
    """Another word in place of the version that the page showed."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


def told_before(drawn):
    """The standing report of `drawn`, to begin an amendment with."""
    choice = next(choice for choice, among in OUTCOMES.items() if drawn.outcome in among)
    return {
        "choice": choice.value,
        choice.value: drawn.outcome,
        "length": drawn.length,
        "felt": drawn.felt,
        "opener_used": drawn.opener_used_id,
        "version": drawn.version,
    }


class ReleaseForm(forms.Form):
    reason = forms.ChoiceField(choices=Reason.choices)


class MobileField(PhoneNumberField):
    """A Russian mobile number in any spelling, as an integer of eleven digits.

    The library only parses: it calls some 180,000 numbers invalid that have long been given out.
    """

    default_validators = ()
    default_error_messages = {
        "invalid": _("This is no phone number that we could read. An example: +7 945 123-45-67."),
        "foreign": _("We only call Russian mobile numbers: +7, a 9 and nine more digits."),
    }

    def to_python(self, value):
        parsed = super().to_python(value)
        if parsed in self.empty_values:
            return parsed
        if not parsed.country_code or not parsed.national_number:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        if parsed.country_code != 7 or parsed.national_number // 1_000_000_000 != 9:
            raise ValidationError(self.error_messages["foreign"], "foreign")
        return 70_000_000_000 + parsed.national_number


class DoNotCallForm(forms.Form):
    use_required_attribute = False

    number = MobileField(
        label=_("Your mobile number"),
        help_text=_("In any spelling: +7 945 123-45-67 or 8 945 1234567."),
        region="RU",
        error_messages={"required": _("Please type in your number.")},
    )
    number.widget.attrs |= {"autocomplete": "tel", "inputmode": "tel"}
