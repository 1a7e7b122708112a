"""What moderators see of the site's defences, and of what it removes by itself."""

from collections import defaultdict

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.db.models.functions import TruncDay
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from callrussia import retention
from callrussia.lists import ListAdmin
from callrussia.models import Run, SecurityEvent


@admin.register(SecurityEvent)
class SecurityEventAdmin(ListAdmin):
    """One table in the place of a list: days down, kinds across."""

    @method_decorator(require_safe)
    def changelist_view(self, request, extra_context=None):
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


@admin.register(Run)
class RunAdmin(ListAdmin):
    """One page in the place of a list: jobs that never ran are on it, too."""

    @method_decorator(require_safe)
    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        states = retention.states()
        context = {
            "title": capfirst(self.opts.verbose_name_plural),
            "states": states,
            "overdue": [state.job.title for state in states if state.is_overdue],
            "most": retention.MOST,
            "crowd": retention.CROWD,
        }
        return self.own_page(request, "admin/callrussia/runs.html", context)
