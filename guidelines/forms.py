"""What comes in from readers, and from those who publish."""

import re
import secrets

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guidelines import notes
from guidelines.models import Note


class EditionForm(forms.Form):
    """The edition that the page showed."""

    edition = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ConfirmForm(EditionForm):
    """A reader's word on it."""

    has_read = forms.BooleanField(label=_("I have read it."))
    number_seen = forms.BooleanField(
        label=_("I understand that my own number will be seen by the person I call."),
        help_text=_(
            "They may call you back, write to you, or pass your number on. Their phone company "
            "keeps it, and the authorities in Russia can ask for it. We cannot take it back."
        ),
    )


class AnewForm(forms.Form):
    """An edition to be; `after` is the edition that it was compared with."""

    after = forms.IntegerField(widget=forms.HiddenInput)
    notes_ru = forms.CharField(
        label=_("What changed, in Russian"), widget=forms.Textarea(attrs={"rows": 4})
    )
    notes_en = forms.CharField(
        label=_("What changed, in English"), widget=forms.Textarea(attrs={"rows": 4})
    )
    must_reread = forms.BooleanField(
        label=_("Volunteers must read it before their next number"),
        help_text=_("Leave it out for a slip of the pen only."),
        required=False,
        initial=True,
    )


class PublishForm(AnewForm):
    due_at = forms.DateTimeField(
        label=_("To be published"),
        help_text=_("In your own time zone. Empty: at once."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean_due_at(self):
        due_at = self.cleaned_data["due_at"]
        if due_at and due_at <= timezone.now():
            raise forms.ValidationError(_("This hour has passed."))
        return due_at


class CompareForm(forms.Form):
    """Two of the editions 1…`newest`."""

    before = forms.TypedChoiceField(label=_("From edition"), coerce=int)
    after = forms.TypedChoiceField(label=_("To edition"), coerce=int)

    def __init__(self, data, *, newest):
        # Compared with the newest, where only one is named.
        super().__init__(data and {"after": newest, **data.dict()})
        for field in self.fields.values():
            field.choices = [(number, number) for number in range(newest, 0, -1)]

    @property
    def numbers(self):
        return self.cleaned_data["before"], self.cleaned_data["after"]


# Marks without a width, which part digits unseen.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0f\u20e3\ufeff]")


class LinesField(forms.CharField):
    """Counts the end of a line as one character, as the browser's own limit does."""

    def to_python(self, value):
        return UNSEEN.sub("", super().to_python(value).replace("\r\n", "\n"))


class NoteForm(forms.Form):
    """A note about the guidelines; `stripped` says whether something in it led to a person."""

    about = forms.ChoiceField(
        label=_("What do you want to tell?"),
        choices=(
            (Note.About.HELPED, _("What helped")),
            (Note.About.HARMED, _("What did not")),
            (Note.About.NO_ANSWER, _("A sentence I had no answer to")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the three.")},
    )
    text = LinesField(
        label=_("Your note"),
        help_text=_(
            "About the guidelines alone. No names, places, ages or jobs, nothing by which somebody "
            "could be found. What the other person told you stays with you."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    # Tells a second click from a second note.
    once = forms.CharField(
        max_length=64, required=False, initial=secrets.token_urlsafe, widget=forms.HiddenInput
    )

    stripped = False

    def clean_text(self):
        text = self.cleaned_data["text"]
        words = notes.clean(text)
        self.stripped = words != text
        # What is shown once more is what would be sent.
        self.data = self.data.copy()
        self.data["text"] = words
        if not re.search(r"\w", words):
            raise forms.ValidationError(_("Nothing else is left of it: please say more."))
        return words
