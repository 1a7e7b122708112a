"""How many numbers ring nobody: counted, and never named."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from callrussia.lists import ListAdmin
from calls.models import CHECKS, Canary, Fate, PhoneNumber


@admin.register(Canary)
class CanaryAdmin(ListAdmin):
    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        days = Canary.objects.values("added_on", "is_own_line").annotate(n=Count("pk"))
        context = {
            "title": _("Numbers that ring nobody, counted"),
            "days": days.order_by("-added_on", "is_own_line"),
            "live": PhoneNumber.objects.filter(region=CHECKS, fate__lt=Fate.DONE).count(),
        }
        return self.own_page(request, "admin/calls/canaries.html", context)
