"""Reviews of reports: why somebody is to look at them, and what may be done about it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callrussia.lists import ListAdmin
from calls import review, voiding
from calls.models import Measured, Review
from calls.pool import keys

PARTS = {Measured.QUICK, Measured.TALKS}


@admin.register(Review)
class ReviewAdmin(ListAdmin):
    """All reviews, and a page for each, on which a volunteer stands beside everybody."""

    list_display = ("raised_on", "who", "why", "state", "closed_on")
    list_display_links = ("raised_on",)
    list_filter = ("state",)
    list_select_related = ("volunteer",)
    ordering = ("-raised_on", "-pk")
    sortable_by = ()

    @admin.display(description=gettext_lazy("volunteer"))
    def who(self, found):
        return f"#{found.volunteer_id}"

    @admin.display(description=gettext_lazy("why"))
    def why(self, found):
        return "; ".join(str(Measured(reason).label) for reason in found.reasons)

    def has_void_permission(self, request):
        return request.user.has_perm("calls.void")

    def get_urls(self):
        own = (
            ("<int:object_id>/change/", self.review_view, "change"),
            ("<int:object_id>/fine/", self.fine_view, "fine"),
            ("<int:object_id>/void/", self.void_view, "void"),
            ("<int:object_id>/undo/", self.undo_view, "undo"),
        )
        wrap = self.admin_site.admin_view
        urls = [path(at, wrap(view), name=f"calls_review_{act}") for at, view, act in own]
        return [*urls, *super().get_urls()]

    def review_view(self, request, object_id):
        """Each measure beside everybody's."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self._review(object_id)
        everybody, own, reports = review.why(found.volunteer)
        context = {
            "title": _("Review of the reports of volunteer #%(id)s") % {"id": found.volunteer_id},
            "review": found,
            "volunteer": self._link(request, found),
            "people": everybody.people,
            "reports": reports,
            "rows": _table(everybody, own, found.reasons),
            "is_void": voiding.is_void(found.volunteer),
            "may_void": self.has_void_permission(request),
            "days": keys.KEPT.days - 7,
        }
        return self.own_page(request, "admin/calls/reviews/review.html", context)

    def fine_view(self, request, object_id):
        return self._act(
            request,
            object_id,
            "fine",
            voiding.close_as_fine,
            _("The review is closed: nothing is wrong."),
        )

    def void_view(self, request, object_id):
        return self._act(
            request,
            object_id,
            "void",
            lambda found: voiding.void(found.volunteer),
            _("The reports are void."),
        )

    def undo_view(self, request, object_id):
        return self._act(
            request,
            object_id,
            "undo",
            lambda found: voiding.undo(found.volunteer),
            _("The reports count again."),
        )

    def _act(self, request, object_id, act, verb, done):
        """Ask once more, then do it, and note in the log which act met which review."""
        if not self.has_void_permission(request):
            raise PermissionDenied
        found = self._review(object_id)
        if request.method != "POST":
            context = {"title": QUESTIONS[act] % {"id": found.volunteer_id}}
            context |= {"review": found, "act": act, "days": keys.KEPT.days - 7}
            return self.own_page(request, "admin/calls/reviews/decide.html", context)
        if verb(found):
            self.log_change(request, found, str(done))
            messages.success(request, done)
        else:
            messages.warning(request, _("That had been done before: nothing has changed."))
        return redirect("admin:calls_review_change", found.pk)

    def _review(self, pk):
        return get_object_or_404(Review.objects.select_related("volunteer"), pk=pk)

    def _link(self, request, found):
        """The volunteer, and for those who may see them the way to where they can be paused."""
        if not request.user.has_perm("volunteers.view_volunteer"):
            return self.who(found)
        address = reverse("admin:volunteers_volunteer_change", args=[found.volunteer_id])
        return format_html('<a href="{}">{}</a>', address, self.who(found))


QUESTIONS = {
    "fine": gettext_lazy("Close the review of #%(id)s as fine?"),
    "void": gettext_lazy("Void the reports of #%(id)s?"),
    "undo": gettext_lazy("Let the reports of #%(id)s count again?"),
}


def _table(everybody, own, reasons):
    """Rows of words: a measure, the volunteer's value, everybody's quartiles, the limit."""
    return [
        {
            "measure": measure.label,
            "own": _said(measure, own[measure]),
            "quartiles": [_said(measure, value) for value in everybody.quantiles[measure]],
            "limit": _said(measure, everybody.limit(measure)),
            "is_beyond": own[measure] > everybody.limit(measure),
            "is_reason": measure in reasons,
        }
        for measure in Measured
        if measure in own and measure in everybody.quantiles
    ]


def _said(measure, value):
    if measure in PARTS:
        return _("%(n)s%%") % {"n": number_format(100 * value, 0)}
    return number_format(value, 0 if measure == Measured.CANARIES else 2)
