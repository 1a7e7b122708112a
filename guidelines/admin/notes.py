"""Notes from calls: read, marked as done, made into a hard sentence with one click."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidelines import notes
from guidelines.admin.history import HistoryMixin
from guidelines.admin.lookups import OnlyFilters
from guidelines.models import Note


@admin.register(Note)
class NoteAdmin(HistoryMixin, OnlyFilters, admin.ModelAdmin):
    """Those that are shown, in an order made by chance. How many wait is told nowhere."""

    change_list_template = "guidelines/admin/note_list.html"
    list_display = ("text", "sentence", "about", "language", "is_done")
    list_filter = ("about", "language", "is_done")
    list_select_related = ("answer",)
    ordering = ("pk",)
    sortable_by = ()
    fields = ("about", "language", "text", "is_done", "sentence")
    readonly_fields = ("about", "language", "text", "sentence")
    actions = None

    class Media:
        css = {"all": ("css/guidelines_admin.css",)}

    def get_queryset(self, request):
        return super().get_queryset(request).filter(is_shown=True)

    def changelist_view(self, request, extra_context=None):
        # Django's own title bids to select a row.
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        # Not the answer that a colleague may have made of it meanwhile.
        obj.save(update_fields=["is_done"])

    def get_urls(self):
        answer = self.admin_site.admin_view(self.answer)
        return [path("answer/", answer, name="guidelines_note_answer"), *super().get_urls()]

    def answer(self, request):
        """POST only: a hard sentence of the note that was clicked, and its form."""
        if not (self.has_change_permission(request) and _may_write(request)):
            raise PermissionDenied
        if request.method != "POST":
            return redirect("admin:guidelines_note_changelist")
        note = self.get_object(request, request.POST.get("note", ""))
        if note is None:
            raise Http404
        made = notes.answer(note, by=request.user)
        return redirect("admin:guidelines_hardsentence_change", made.pk)

    @admin.display(description=gettext_lazy("hard sentence"))
    def sentence(self, note):
        """The one made of it, or the button that makes it: part of whichever form is around it."""
        if note.answer:
            change = reverse("admin:guidelines_hardsentence_change", args=[note.answer.pk])
            return format_html('<a href="{}">{}</a>', change, note.answer)
        return format_html(
            '<button name="note" value="{}" formaction="{}" formnovalidate>{}</button>',
            note.pk,
            reverse("admin:guidelines_note_answer"),
            _("Make a hard sentence of it"),
        )


def _may_write(request):
    return request.user.has_perm("guidelines.add_hardsentence")
