"""Editions: compare, publish now or at an hour, publish an older one anew."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from modeltranslation.utils import get_translation_fields

from callrussia.own_pages import OwnPages
from guidelines import drafts, library
from guidelines.admin.history import HistoryMixin
from guidelines.admin.lookups import OnlyFilters
from guidelines.forms import AnewForm, CompareForm, PublishForm
from guidelines.models import Edition, Plan
from guidelines.views.booklet import answer

LIST = "admin:guidelines_edition_changelist"


@admin.register(Edition)
class EditionAdmin(OwnPages, HistoryMixin, OnlyFilters, admin.ModelAdmin):
    """What was published. Nobody changes it any more; the next edition is made here."""

    change_list_template = "guidelines/admin/edition_list.html"
    list_display = ("number", "published_on", "must_reread", "notes")

    class Media:
        css = {"all": ("css/guidelines_admin.css",)}

    def get_fields(self, request, obj=None):
        notes = get_translation_fields("notes")
        fields = ("number", "published_on", "must_reread", *notes, "links")
        # Who published is a volunteer's address.
        sees_people = request.user.has_perm("volunteers.view_volunteer")
        return (*fields, "published_by") if sees_people else fields

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj)

    @admin.display(description=gettext_lazy("texts"))
    def links(self, edition):
        booklet = reverse("admin:guidelines_edition_booklet", args=[edition.pk])
        compare = reverse("admin:guidelines_compare") + f"?before={edition.pk}"
        texts = reverse("admin:guidelines_edition_texts", args=[edition.pk])
        anew = reverse("admin:guidelines_edition_anew", args=[edition.pk])
        links = [
            (texts, _("As readers saw them")),
            (booklet, _("As a PDF, for printing")),
            (compare, _("Compare with another edition")),
            (anew, _("Publish these texts anew")),
        ]
        return format_html_join(" · ", '<a href="{}">{}</a>', links)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    def changelist_view(self, request, extra_context=None):
        extra = {"plans": Plan.objects.defer("content")[:5]}
        return super().changelist_view(request, extra | (extra_context or {}))

    def get_urls(self):
        """Pages more, before Django's own, which would take their names for numbers."""
        wrap = self.admin_site.admin_view
        return [
            path("preview/", wrap(self.preview_view), name="guidelines_preview"),
            path("publish/", wrap(self.publish_view), name="guidelines_publish"),
            path("compare/", wrap(self.compare_view), name="guidelines_compare"),
            path("<int:pk>/withdraw/", wrap(self.withdraw_view), name="guidelines_plan_withdraw"),
            path("<int:number>/texts/", wrap(self.texts_view), name="guidelines_edition_texts"),
            path(
                "<int:number>/booklet.pdf",
                wrap(self.booklet_view),
                name="guidelines_edition_booklet",
            ),
            path("<int:number>/anew/", wrap(self.anew_view), name="guidelines_edition_anew"),
            *super().get_urls(),
        ]

    def preview_view(self, request):
        """The draft, as readers would see it."""
        if not request.user.has_perm("guidelines.view_section"):
            raise PermissionDenied
        content = drafts.frozen(drafts.texts())
        texts = library.shown(content, get_language(), library.today())
        return render(request, "guidelines/read.html", {"texts": texts})

    def texts_view(self, request, number):
        """An edition, as readers saw it."""
        self._demand(request, "guidelines.view_edition")
        edition = get_object_or_404(Edition, pk=number)
        texts = library.shown(edition.content, get_language(), edition.published_on)
        context = {"texts": texts, "edition": edition, "is_record": True}
        return render(request, "guidelines/read.html", context)

    def booklet_view(self, request, number):
        """The same on paper."""
        self._demand(request, "guidelines.view_edition")
        edition = get_object_or_404(Edition.objects.defer("content"), pk=number)
        return answer(number, edition.published_on)

    def compare_view(self, request):
        """Any two editions, word by word."""
        self._demand(request, "guidelines.view_edition")
        form = CompareForm(request.GET or None, newest=library.newest() or 0)
        changes = None
        if form.is_valid():
            before, after = (get_object_or_404(Edition, pk=n) for n in form.numbers)
            changes = drafts.changes(before.content, after.content)
        context = {"title": _("Compare editions"), "form": form, "changes": changes}
        return self.own_page(request, "guidelines/admin/compare.html", context)

    def publish_view(self, request):
        """What an edition made now would change, what it lacks, and the form that makes it."""
        self._demand(request, "guidelines.publish")
        live = library.live()
        form = PublishForm(request.POST or None, initial={"after": live.number if live else 0})
        problems, status = None, 200 if not form.is_bound else 422
        if form.is_valid():
            try:
                return self._published(request, form.cleaned_data)
            except library.Unpublishable as refusal:
                problems, status = refusal.problems, 409
        texts = drafts.texts()
        if problems is None:
            problems = drafts.problems(texts)
        context = {
            "title": _("Compare and publish"),
            "form": form,
            "live": live,
            "problems": [(problem, mend_address(problem.about)) for problem in problems],
            "changes": drafts.changes(live and live.content, drafts.frozen(texts)),
        }
        return self.own_page(request, "guidelines/admin/publish.html", context, status)

    def _published(self, request, told):
        due_at = told.pop("due_at")
        if due_at:
            library.plan(request.user, due_at, **told)
            messages.success(request, _("It is planned. Until then you can take it back."))
        else:
            edition = library.publish(request.user, **told)
            messages.success(request, _("%(edition)s is published.") % {"edition": edition})
        return redirect(LIST)

    def anew_view(self, request, number):
        """What publishing an older edition anew would change, and the form that does it."""
        self._demand(request, "guidelines.publish")
        edition, live = get_object_or_404(Edition, pk=number), library.live()
        form = AnewForm(request.POST or None, initial={"after": live.number})
        problems, status = [], 200 if not form.is_bound else 422
        if form.is_valid():
            try:
                made = library.republish(number, request.user, **form.cleaned_data)
            except library.Unpublishable as refusal:
                problems, status = refusal.problems, 409
            else:
                messages.success(request, _("%(edition)s is published.") % {"edition": made})
                return redirect(LIST)
        context = {
            "title": _("Publish edition %(number)s anew") % {"number": number},
            "form": form,
            "live": live,
            "problems": [(problem, None) for problem in problems],
            "changes": drafts.changes(live.content, edition.content),
            "is_anew": True,
        }
        return self.own_page(request, "guidelines/admin/publish.html", context, status)

    def withdraw_view(self, request, pk):
        """Take a planned edition back."""
        self._demand(request, "guidelines.publish")
        if request.method == "POST":
            if library.withdraw(get_object_or_404(Plan.objects.defer("content"), pk=pk)):
                messages.success(request, _("The plan is taken back."))
            else:
                messages.warning(request, _("It was too late: the plan waits no more."))
        return redirect(LIST)

    def _demand(self, request, permission):
        if not request.user.has_perm(permission):
            raise PermissionDenied


def mend_address(about):
    """Where the admin changes a text, or lists all of a kind; of nothing, nothing."""
    if about is None:
        return None
    name = f"admin:guidelines_{about._meta.model_name}"
    if isinstance(about, type):
        return reverse(f"{name}_changelist")
    return reverse(f"{name}_change", args=[about.pk])
