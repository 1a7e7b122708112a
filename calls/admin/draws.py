"""Draws that are open or ended lately, and the one act upon them."""

import datetime

from django.contrib import admin, messages
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from callrussia.lists import ListAdmin
from calls import pool
from calls.models import Draw
from calls.models.pool import masked

SHOWN = datetime.timedelta(days=3)


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return (("held", _("lent now")), ("expired", _("run out")), ("closed", _("closed")))

    def queryset(self, request, queryset):
        states = {
            "held": queryset.held,
            "expired": queryset.expired,
            "closed": lambda: queryset.exclude(closed_at=None),
        }
        return states.get(self.value(), queryset.all)()


@admin.register(Draw)
class DrawAdmin(ListAdmin):
    """Open draws and those of the last three days, without what was reported of them."""

    list_display = (
        "masked_number",
        "region",
        "holder",
        "drawn_at",
        "expires_at",
        "is_talking",
        "end",
    )
    list_filter = (StateFilter,)
    ordering = ("-drawn_at",)
    sortable_by = ()
    actions = ("take_back",)

    def get_queryset(self, request):
        lately = Q(closed_at=None) | Q(closed_at__gt=Now() - SHOWN)
        # Once counted a draw has no number, and its volunteer is nobody's business here.
        listed = super().get_queryset(request).filter(lately, number__isnull=False)
        # Fetched by the keys of one page: joined, far pages would be worth reading the pool for.
        return listed.prefetch_related("number__region", "posed_as", "volunteer")

    def has_take_back_permission(self, request):
        return request.user.has_perm("calls.take_back")

    @admin.display(description=_("number"))
    def masked_number(self, drawn):
        return masked(drawn.number_id)

    @admin.display(description=_("region"))
    def region(self, drawn):
        return drawn.posed_as or drawn.number.region

    @admin.display(description=_("volunteer"))
    def holder(self, drawn):
        """Their country, and the way to where they can be paused."""
        if drawn.volunteer is None:
            return None
        address = reverse("admin:volunteers_volunteer_change", args=[drawn.volunteer_id])
        words = _("%(country)s, volunteer %(id)s") % {
            "country": drawn.volunteer.country.name,
            "id": drawn.volunteer_id,
        }
        return format_html('<a href="{}">{}</a>', address, words)

    @admin.display(description=_("ended"))
    def end(self, drawn):
        return drawn.get_ending_display()

    @admin.action(description=_("Take the selected draws back"), permissions=["take_back"])
    def take_back(self, request, queryset):
        holders = {drawn.volunteer for drawn in queryset.open().select_related("volunteer")}
        taken = sum(pool.take_back(volunteer) for volunteer in holders)
        words = ngettext("%(n)s draw was taken back.", "%(n)s draws were taken back.", taken)
        messages.info(request, words % {"n": taken})
