"""Helplines: psychologists keep them in date."""

import datetime

from django.contrib import admin
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from guidelines.admin.history import HistoryMixin
from guidelines.admin.lookups import OnlyFilters
from guidelines.models import Helpline
from guidelines.models.helplines import STALE
from volunteers.models import Today


@admin.register(Helpline)
class HelplineAdmin(HistoryMixin, OnlyFilters, TranslationAdmin):
    """Those first that were checked longest ago."""

    list_display = ("name", "country", "phone", "checked_on", "is_fresh")
    list_filter = ("country",)
    ordering = ("checked_on", "pk")

    def get_queryset(self, request):
        fresh = Q(checked_on__gt=Today() - datetime.timedelta(days=STALE))
        is_fresh = ExpressionWrapper(fresh, BooleanField())
        return super().get_queryset(request).annotate(is_fresh=is_fresh)

    @admin.display(description=_("checked within six months"), boolean=True)
    def is_fresh(self, line):
        return line.is_fresh
