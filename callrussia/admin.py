"""What moderators see of the site's defences."""

from collections import defaultdict

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.db.models.functions import TruncDay
from django.urls import path
from django.utils.translation import gettext as _

from callrussia.models import SecurityEvent
from callrussia.own_pages import OwnPages


@admin.register(SecurityEvent)
class SecurityEventAdmin(OwnPages, admin.ModelAdmin):
    """One table in the place of a list: days down, kinds across."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.by_day)
        return [path("", page, name="callrussia_securityevent_changelist")]

    def by_day(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            "title": _("Security events"),
            "kinds": SecurityEvent.Kind.labels,
            "days": _days(),
        }
        return self.own_page(request, "admin/callrussia/security_events.html", context)


def _days():
    """(day in UTC, a count for each kind) of the last fourteen days, newest first."""
    counted = (
        SecurityEvent.objects.kept().values_list(TruncDay("at"), "kind").annotate(Sum("count"))
    )
    days = defaultdict(dict)
    for day, kind, count in counted:
        days[day][kind] = count
    return [
        (day, [counts.get(kind, 0) for kind in SecurityEvent.Kind.values])
        for day, counts in sorted(days.items(), reverse=True)
    ]
