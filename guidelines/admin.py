"""Where psychologists write, compare and publish; they see no volunteer and no number here."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from modeltranslation.admin import TranslationAdmin

from guidelines import drafts, library
from guidelines.forms import PublishForm
from guidelines.models import Edition, HardSentence, Opener, Section


class TextAdmin(TranslationAdmin):
    """A text of the draft, its two languages beside each other."""

    change_list_template = "guidelines/admin/change_list.html"
    # Django's own names the volunteer who made each change.
    object_history_template = "guidelines/admin/history.html"
    list_display = ("__str__", "order")

    class Media:
        css = {"all": ("css/guidelines_admin.css",)}


@admin.register(Section)
class SectionAdmin(TextAdmin):
    """Chapters of the reading page."""

    prepopulated_fields = {"slug": ("title_en",)}
    readonly_fields = ("preview",)
    fieldsets = (
        (None, {"fields": (("slug", "order"), "preview")}),
        (gettext_lazy("Title"), {"fields": (("title_ru", "title_en"),)}),
        (
            gettext_lazy("Text"),
            {
                "fields": (("body_ru", "body_en"),),
                "description": gettext_lazy(
                    "Markdown. What is said aloud stands in a quote, each line beginning with "
                    "“&gt;”. In English, quote the Russian sentence, and below it, as a paragraph "
                    "of the same quote, its English in brackets. A link to another section is "
                    "“[words](#address)”."
                ),
            },
        ),
    )

    @admin.display(description=gettext_lazy("preview"))
    def preview(self, section):
        if not section.pk:
            return _("After saving")
        return format_html(
            '<a href="{}#{}">{}</a>',
            reverse("admin:guidelines_preview"),
            section.slug,
            _("The saved draft, as readers would see it"),
        )


@admin.register(Opener)
class OpenerAdmin(TextAdmin):
    """Words to begin with. A paused one is given to nobody from that moment on."""

    list_display = ("__str__", "order", "is_paused")
    fields = (("order", "is_paused"), ("text_ru", "text_en"))

    def has_delete_permission(self, request, obj=None):
        """Only what was never published: calls remember the opener that they began with."""
        may = super().has_delete_permission(request, obj)
        return may and obj is not None and not library.is_published(obj)


@admin.register(HardSentence)
class HardSentenceAdmin(TextAdmin):
    """Sentences that are hard to hear, and answers to them."""

    fields = ("order", ("they_say_ru", "they_say_en"), ("you_can_say_ru", "you_can_say_en"))


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin):
    """What was published. Nobody changes it any more; the next edition is made here."""

    change_list_template = "guidelines/admin/change_list.html"
    list_display = ("number", "published_on", "must_reread", "notes")

    def get_fields(self, request, obj=None):
        fields = ("number", "published_on", "must_reread", "notes_ru", "notes_en", "texts")
        # Who published is a volunteer's address.
        sees_people = request.user.has_perm("volunteers.view_volunteer")
        return (*fields, "published_by") if sees_people else fields

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj)

    @admin.display(description=gettext_lazy("texts"))
    def texts(self, edition):
        address = reverse("admin:guidelines_edition_texts", args=[edition.pk])
        return format_html('<a href="{}">{}</a>', address, _("As readers saw them"))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    def get_urls(self):
        """Three pages more, before Django's own, which would take their names for numbers."""
        wrap = self.admin_site.admin_view
        return [
            path("preview/", wrap(self.preview_view), name="guidelines_preview"),
            path("publish/", wrap(self.publish_view), name="guidelines_publish"),
            path("<int:number>/texts/", wrap(self.texts_view), name="guidelines_edition_texts"),
            *super().get_urls(),
        ]

    def preview_view(self, request):
        """The draft, as readers would see it."""
        if not request.user.has_perm("guidelines.view_section"):
            raise PermissionDenied
        content = drafts.frozen(drafts.texts())
        texts = library.shown(content, get_language())
        return render(request, "guidelines/read.html", {"texts": texts})

    def texts_view(self, request, number):
        """An edition, as readers saw it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        edition = get_object_or_404(Edition, pk=number)
        texts = library.shown(edition.content, get_language())
        context = {"texts": texts, "edition": edition, "is_record": True}
        return render(request, "guidelines/read.html", context)

    def publish_view(self, request):
        """What an edition made now would change, what it lacks, and the form that makes it."""
        if not request.user.has_perm("guidelines.publish"):
            raise PermissionDenied
        live = library.live()
        form = PublishForm(request.POST or None, initial={"after": live.number if live else 0})
        if not form.is_valid():
            problems = drafts.problems(drafts.texts())
            return self._publish_page(request, form, live, problems, 422 if form.is_bound else 200)

        try:
            edition = library.publish(by=request.user, **form.cleaned_data)
        except library.Unpublishable as refusal:
            return self._publish_page(request, form, live, refusal.problems, 409)
        messages.success(request, _("%(edition)s is published.") % {"edition": edition})
        return redirect("admin:guidelines_edition_changelist")

    def _publish_page(self, request, form, live, problems, status):
        texts = drafts.texts()
        context = self.admin_site.each_context(request) | {
            "title": _("Compare and publish"),
            "opts": self.opts,
            "form": form,
            "live": live,
            "problems": [(problem, mend_address(problem.about)) for problem in problems],
            "changes": drafts.changes(live and live.content, drafts.frozen(texts)),
        }
        return render(request, "guidelines/admin/publish.html", context, status=status)


def mend_address(text):
    """Where the admin changes `text`, or nothing."""
    return text and reverse(f"admin:guidelines_{text._meta.model_name}_change", args=[text.pk])
