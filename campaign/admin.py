"""What moderators see of what people wrote."""

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from callrussia.paging import UncountedAdmin
from campaign import support
from campaign.models import HelpRequest


@admin.register(HelpRequest)
class HelpRequestAdmin(UncountedAdmin):
    """Requests for help: threats first among those that wait. Read, marked as done, deleted."""

    list_display = ("created_on", "topic", "language", "beginning", "reply_to", "is_done")
    list_display_links = ("created_on", "beginning")
    list_filter = ("is_done", "topic", "language")
    readonly_fields = ("created_on", "topic", "language", "message", "reply_to", "is_done")
    fields = readonly_fields
    actions = ("finish",)

    @admin.display(description=_("message"))
    def beginning(self, asked):
        return Truncator(asked.message).chars(80)

    @admin.action(description=_("Mark as done and delete what was written"), permissions=["change"])
    def finish(self, request, queryset):
        count = support.finish(queryset)
        self.message_user(
            request,
            ngettext(
                "%(count)s request is marked as done.",
                "%(count)s requests are marked as done.",
                count,
            )
            % {"count": count},
        )

    def has_add_permission(self, request):
        return False
