"""How often children and people in distress were reached, for the psychologists."""

import datetime

from django.contrib import admin
from django.db.models.functions import Now, TruncWeek

from callrussia.lists import ListAdmin
from calls.models import Encounter


@admin.register(Encounter)
class EncounterAdmin(ListAdmin):
    """Weeks that are over: whoever saw one count rise could tell by the clock whose it was."""

    list_display = ("week", "kind", "amount")
    sortable_by = ()

    def get_queryset(self, request):
        return super().get_queryset(request).filter(week__lt=TruncWeek(Now(), tzinfo=datetime.UTC))
