"""The admin of each kind of text."""

from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TranslationStackedInline

from guidelines import library
from guidelines.admin.text import TextAdmin
from guidelines.models import (
    Care,
    Choice,
    Fact,
    HardSentence,
    Opener,
    Question,
    Section,
    Turn,
    Voicemail,
)
from guidelines.models.texts import SOON


@admin.register(Section)
class SectionAdmin(TextAdmin):
    """Chapters of the reading page."""

    prepopulated_fields = {"slug": ("title_en",)}
    above = ("slug",)
    advice = gettext_lazy(
        "Markdown. What is said aloud stands in a quote, each line beginning with “&gt;”. In "
        "English, quote the Russian sentence, and below it, as a paragraph of the same quote, its "
        "English in brackets. A link to another section is “[words](#address)”."
    )


@admin.register(Opener)
class OpenerAdmin(TextAdmin):
    """Words to begin with. One that is set aside is given to nobody from that moment on."""

    def has_delete_permission(self, request, obj=None):
        """Only what was never published: calls remember the opener that they began with."""
        may = super().has_delete_permission(request, obj)
        return may and obj is not None and not library.is_published(obj)


@admin.register(HardSentence)
class HardSentenceAdmin(TextAdmin):
    """Sentences that are hard to hear, and answers to them."""


class RenewalFilter(admin.SimpleListFilter):
    """Facts that nobody is shown any more, or soon will not be."""

    title = gettext_lazy("to be renewed")
    parameter_name = "renewal"

    def lookups(self, request, model_admin):
        return [("0", _("out of date")), (str(SOON), _("out of date within a week"))]

    def queryset(self, request, queryset):
        # Another word asks for nothing.
        days = int(self.value()) if self.value() in ("0", str(SOON)) else None
        return queryset if days is None else queryset.over(days)


@admin.register(Fact)
class FactAdmin(TextAdmin):
    """Dated cards of what people ask for; one out of date is shown to nobody."""

    formfield_overrides = TextAdmin.formfield_overrides | {
        models.URLField: {"assume_scheme": "https"}
    }
    list_display = ("__str__", "dated", "valid_until", "state", "moves")
    list_filter = (RenewalFilter, *TextAdmin.list_filter)
    above = ("address", ("dated", "valid_until"))


@admin.register(Care)
class CareAdmin(TextAdmin):
    """Words to callers about themselves."""

    list_display = ("__str__", "moment", "state", "moves")
    above = ("moment",)


@admin.register(Voicemail)
class VoicemailAdmin(TextAdmin):
    """What may be said to a machine."""


ASIDE = gettext_lazy(
    "A choice is said aloud as a whole. If only a part of it is, that part stands in “…”, in "
    "Russian in «…»; what is done without a word stands in brackets."
)


class ChoiceInline(TranslationStackedInline):
    model = Choice
    fk_name = "turn"
    extra = 1
    formfield_overrides = TextAdmin.formfield_overrides
    fieldsets = (
        (
            None,
            {
                "fields": ("order", "helps", "next", ("say_ru", "say_en"), ("why_ru", "why_en")),
                "description": ASIDE,
            },
        ),
    )


@admin.register(Turn)
class TurnAdmin(TextAdmin):
    """The rehearsal: what is heard, what one can say, and where that leads."""

    list_display = ("__str__", "address", "leads_to", "state", "moves")
    above = ("slug",)
    advice = gettext_lazy(
        "What is said aloud stands in “…”, in Russian in «…»; the rest tells how it sounds."
    )
    inlines = (ChoiceInline,)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("choices__next")

    def typed_choices(self, request):
        """The choices as they stand in the form, saved or not."""
        formset_class, _inline = next(self.get_formsets_with_inlines(request))
        formset = formset_class(request.POST, prefix="choices")
        formset.is_valid()
        typed = (form for form in formset.forms if form.has_changed())
        kept = (form.instance for form in typed if not form.cleaned_data.get("DELETE"))
        return sorted(kept, key=lambda choice: choice.order)

    @admin.display(description=gettext_lazy("address"))
    def address(self, turn):
        return format_html("<code>{}</code>", turn.slug)

    @admin.display(description=gettext_lazy("leads to"))
    def leads_to(self, turn):
        """The way through the talk, to be followed by its links."""
        names = {choice.next for choice in turn.choices.all()}
        links = [
            format_html('<a href="{}"><code>{}</code></a>', _change(target), target.slug)
            for target in sorted(filter(None, names), key=lambda target: target.order)
        ]
        parts = [*links, _("the end")] if None in names else links
        return format_html_join(", ", "{}", ((part,) for part in parts))


def _change(turn):
    return reverse("admin:guidelines_turn_change", args=[turn.pk])


@admin.register(Question)
class QuestionAdmin(TextAdmin):
    """What is asked at the end of the rehearsal instead of an examination."""
