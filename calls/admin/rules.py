"""The rules: one row, and the big switch."""

import datetime
from itertools import pairwise

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from calls.models import Rules

# A call outside of these wakes or frightens somebody. A demo rings nobody, at night neither.
EARLIEST, LATEST = datetime.time(8), datetime.time(22)
# Each must be at least the one before it.
ORDERS = {
    ("allowance_small", "allowance_new", "allowance_known", "allowance_proven"): _(
        "Who is trusted more must not get less."
    ),
    ("pause_proven", "pause_known", "pause_new"): _("Who is trusted less must not wait less."),
    ("known_reports", "proven_reports"): _("Whoever is proven must not have reported less."),
    ("known_days", "proven_days"): _("Whoever is proven must not be here for less."),
}


class RulesForm(forms.ModelForm):
    def clean(self):
        """Say in words, beside the field, what the database would refuse."""
        rules = super().clean()
        closes = rules.get("closes")
        for field in ("opens", "weekend_opens"):
            if closes and rules.get(field) and rules[field] >= closes:
                self.add_error(field, _("Calls must begin before they end."))
            if rules.get(field) and rules[field] < EARLIEST and not settings.DEMO:
                self.add_error(field, _("Nobody is called before 8 in the morning."))
        if closes and closes > LATEST and not settings.DEMO:
            self.add_error("closes", _("Nobody is called after 10 in the evening."))
        loan, shortest = rules.get("loan"), rules.get("shortest_loan")
        if loan and shortest and loan < shortest:
            self.add_error("loan", _("This must not be less than the shortest time."))
        for fields, words in ORDERS.items():
            for less, more in pairwise(fields):
                if None not in (rules.get(less), rules.get(more)) and rules[less] > rules[more]:
                    self.add_error(more, words)
        return rules


@admin.register(Rules)
class RulesAdmin(admin.ModelAdmin):
    form = RulesForm
    fieldsets = (
        (_("The big switch"), {"fields": ("is_paused",)}),
        (
            _("Calling hours"),
            {
                "fields": ("opens", "weekend_opens", "closes"),
                "description": _("In the region's own time, and in every zone that it spans."),
            },
        ),
        (_("Floods"), {"fields": ("proof_of_work",)}),
        (_("Lengths and limits"), {"fields": ("loan", "shortest_loan", "unmaskings")}),
        (
            _("Allowance"),
            {
                "fields": (
                    *("allowance_small", "allowance_new", "allowance_known", "allowance_proven"),
                    *("pause_new", "pause_known", "pause_proven"),
                ),
                "description": _(
                    "Almost everybody stays new: let them have a long first evening. Of a day’s "
                    "numbers that were drawn and not called, each after the third counts twice. "
                    "A pause begins when a draw ends."
                ),
            },
        ),
        (
            _("Trust"),
            {
                "fields": (
                    *("known_reports", "known_days"),
                    *("proven_reports", "proven_days", "proven_talks", "proven_checks"),
                    *("checks_new", "checks_known", "checks_proven"),
                ),
                "description": _(
                    "Worked out anew at each draw. The word of a volunteer who is not proven "
                    "retires no number alone. Whoever is marked as doubted stays new. "
                    "Draws that check lend a number that rings nobody, where the operator has "
                    "named some."
                ),
            },
        ),
    )

    # Not Django's own, whose "now" is the moderator's and not the region's.
    formfield_overrides = {
        models.TimeField: {"widget": forms.TimeInput(format="%H:%M", attrs={"type": "time"})}
    }

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        title = {"title": capfirst(self.opts.verbose_name), "subtitle": None}
        return super().change_view(request, object_id, form_url, title | (extra_context or {}))

    def changelist_view(self, request, extra_context=None):
        """There is one row: straight to it."""
        return redirect("admin:calls_rules_change", Rules.objects.get().pk)
