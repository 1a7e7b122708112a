"""Where numbers come from and who is never called: regions, ranges, suppressed numbers."""

from collections import Counter

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Subquery
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from callrussia.lists import ListAdmin
from calls import hours
from calls.models import Range, Region, Rules, SuppressedNumber

CODE = 10_000_000
SHOWN = 200


@admin.register(Region)
class RegionAdmin(ListAdmin):
    """All on one page."""

    list_display = ("name", "code", "time_zones", "size", "dry_until", "may_be_called")
    list_per_page = 100
    ordering = ("code",)
    sortable_by = ()

    def get_queryset(self, request):
        # Each row brings the rules along, so that the page asks for them once.
        names = ("opens", "weekend_opens", "closes")
        rules = {name: Subquery(Rules.objects.values(name)) for name in names}
        return super().get_queryset(request).annotate(now=Now(), **rules)

    @admin.display(description=_("time zones"))
    def time_zones(self, region):
        return ", ".join(region.zones)

    @admin.display(description=_("may be called now"), boolean=True)
    def may_be_called(self, region):
        return hours.is_open(region, region.now, rules=region)


class CodeFilter(admin.SimpleListFilter):
    """By code. A box to search in would put pasted numbers into addresses."""

    title = _("code")
    parameter_name = "code"

    def lookups(self, request, model_admin):
        codes = Range.objects.order_by().values_list(F("first") / CODE % 1000, flat=True).distinct()
        return [(code, str(code)) for code in sorted(codes)]

    def queryset(self, request, queryset):
        code = self.value() or ""
        if not code.isdecimal():
            return queryset
        first = (7000 + int(code)) * CODE
        return queryset.filter(first__gte=first, first__lt=first + CODE)


@admin.register(Range)
class RangeAdmin(ListAdmin):
    list_display = ("__str__", "size", "region", "territory", "exclusion")
    list_filter = (CodeFilter, "exclusion", "region")
    list_select_related = ("region",)
    ordering = ("first",)
    sortable_by = ()

    @admin.display(description=_("numbers"))
    def size(self, found):
        return found.last - found.first + 1


@admin.register(SuppressedNumber)
class SuppressedAdmin(ListAdmin):
    """How many numbers were suppressed, from where and when: counts, never a hash."""

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        batches = list(_batches())
        context = {
            "title": _("Suppressed numbers, counted"),
            "sources": _named(_by_source(batches)),
            "batches": _named(batches[:SHOWN]),
            "shown": SHOWN,
        }
        return self.own_page(request, "admin/calls/suppressed.html", context)


def _batches():
    """All batches with their sizes `n`, the newest first; the one reading of the whole table."""
    suppressed = SuppressedNumber.objects.exclude(source=SuppressedNumber.Source.KEY)
    counted = suppressed.values("source", "day", "batch").annotate(n=Count("pk"))
    return counted.order_by("-day", "source", "batch")


def _by_source(batches):
    sizes = Counter()
    for batch in batches:
        sizes[batch["source"]] += batch["n"]
    return [{"source": source, "n": n} for source, n in sizes.most_common()]


def _named(rows):
    return [row | {"source": SuppressedNumber.Source(row["source"]).label} for row in rows]
