"""Lists to read: much is shown, nothing is edited, nothing is counted."""

from django.urls import path
from django.utils.text import capfirst

from callrussia.own_pages import OwnPages
from callrussia.paging import UncountedAdmin


class ListAdmin(OwnPages, UncountedAdmin):
    """A list without a page for each row: to edit a row by hand would skip its verb."""

    list_display_links = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        # Django's own title bids to select a row, which leads nowhere here.
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_urls(self):
        view = self.admin_site.admin_view(self.changelist_view)
        return [path("", view, name=f"{self.opts.app_label}_{self.opts.model_name}_changelist")]
