"""What came into the pool, from where and when."""

from django.contrib import admin

from callrussia.lists import ListAdmin
from calls.models import Import


@admin.register(Import)
class ImportAdmin(ListAdmin):
    """The newest first."""

    list_display = (
        "begun_at",
        "finished_at",
        "origin",
        "read",
        "added",
        "known",
        "twice",
        "suppressed",
        "excluded",
        "no_range",
        "invalid",
    )
    list_filter = ("origin",)
    sortable_by = ()
