"""What came of calls: to read only, and nothing that tells whose they were."""

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from callrussia.lists import ListAdmin
from calls.models import Call


@admin.register(Call)
class CallAdmin(ListAdmin):
    list_display = (
        *("week", "outcome", "length", "felt"),
        *("given_opener", "used_opener", "edition_number", "experience", "is_proven"),
    )
    list_filter = ("outcome", "length", "felt", "experience", "is_proven", "has_rehearsed")
    list_select_related = ("opener", "opener_used")
    ordering = ("-week", "-id")
    sortable_by = ()

    @admin.display(description=_("opener"))
    def given_opener(self, call):
        return _beginning(call.opener)

    @admin.display(description=_("opener used"))
    def used_opener(self, call):
        return _beginning(call.opener_used)

    @admin.display(description=_("edition"))
    def edition_number(self, call):
        # Its texts are long, and its number is its key.
        return call.edition_id


def _beginning(opener):
    return opener and Truncator(opener.text).chars(40)
