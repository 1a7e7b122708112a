"""What people write to the campaign."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.models import HelpRequest


class HelpForm(forms.ModelForm):
    class Meta:
        model = HelpRequest
        fields = ("topic", "message", "reply_to")
        labels = {
            "topic": _("What is it about?"),
            "message": _("What happened, or what do you want to know?"),
        }
        help_texts = {
            "message": _("Please name nobody whom you called, and write no phone number here."),
            "reply_to": _("Only if you want an answer. Otherwise leave it empty."),
        }
        widgets = {
            "message": forms.Textarea(attrs={"rows": 7}),
            "reply_to": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
