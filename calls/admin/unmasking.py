"""The record of whole numbers that were shown to moderators; superusers read it."""

from django.contrib import admin

from callrussia.lists import ListAdmin
from calls.models import Unmasking


@admin.register(Unmasking)
class UnmaskingAdmin(ListAdmin):
    list_display = ("day", "by", "numbers")
    list_filter = ("day",)
    list_select_related = ("by",)
    ordering = ("-day", "pk")
    sortable_by = ()
