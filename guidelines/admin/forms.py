"""The form of a text: it notices when somebody else has saved the text meanwhile."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext as _

from guidelines import drafts

# What a form holds besides the text.
ASIDE = {"seen", "id", "turn", "DELETE"}


class LinesWidget(AdminTextareaWidget):
    """Keeps ends of lines as they are stored: browsers send others, and every line would differ."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value and value.replace("\r\n", "\n")


class TextForm(forms.ModelForm):
    """`is_overtaken` says that another saved the text since the page was shown."""

    # The version that the page showed.
    seen = forms.IntegerField(label="", widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.version
        self.is_overtaken = False

    def clean(self):
        cleaned = super().clean()
        # Here the instance still is what the database holds, and locked.
        if self.instance.pk and cleaned.get("seen") != self.instance.version:
            self.is_overtaken = True
            # Whoever saves again has seen what they put their words in place of.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = str(self.instance.version)
            self.add_error(None, _("Somebody else has changed this text meanwhile."))
        return cleaned


def conflicts(form):
    """(label, language or "", parts as of drafts.word_diff) of each field typed otherwise than it
    is stored."""
    for name, typed in form.cleaned_data.items():
        field, stored = form.fields[name], form.initial.get(name)
        parts = drafts.word_diff(_words(field, stored), _words(field, typed))
        if name not in ASIDE and any(sign != " " for sign, words in parts):
            language = next((code for code in drafts.LANGUAGES if name.endswith(f"_{code}")), "")
            yield field.label, language, parts


def _words(field, value):
    """What the reader of a form sees of `value`."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    key = str(getattr(value, "pk", value))
    return labels.get(key, "" if value is None else key)
