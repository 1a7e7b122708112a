"""What comes in from readers, and from those who publish."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ConfirmForm(forms.Form):
    """A reader's word on the edition that the page showed."""

    edition = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    has_read = forms.BooleanField(label=_("I have read it."))
    number_seen = forms.BooleanField(
        label=_("I understand that my own number will be seen by the person I call."),
        help_text=_(
            "They may call you back, write to you, or pass your number on. Their phone company "
            "keeps it, and the authorities in Russia can ask for it. We cannot take it back."
        ),
    )


class PublishForm(forms.Form):
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
