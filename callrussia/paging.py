"""Pages of the admin's lists whose cost is known, however long the list has grown."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.utils.functional import cached_property


class UncountedPaginator(Paginator):
    """Counts no further than `MOST` rows, and offers no page beyond them.

    Counting a table takes longer the more rows it has; finding its first ten thousand does not.
    """

    MOST = 10_000

    @cached_property
    def count(self):
        return self.object_list.order_by()[: self.MOST].count()


class UncountedAdmin(admin.ModelAdmin):
    """Lists of fifty rows, behind which no query counts them all."""

    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = UncountedPaginator
