"""The page on which moderators see what is removed by itself, and whether it still is."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from callrussia import retention
from callrussia.models import Run
from callrussia.own_pages import OwnPages


@admin.register(Run)
class RunAdmin(OwnPages, admin.ModelAdmin):
    """One page in the place of a list: jobs that never ran are on it, too."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        page = self.admin_site.admin_view(self.changelist_view)
        return [path("", page, name="callrussia_run_changelist")]

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
