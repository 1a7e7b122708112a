"""What the admin of every kind of text has in common: two languages, review, order, preview."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.db import models
from django.db.models import Max
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modeltranslation.admin import TranslationAdmin

from guidelines import drafts, review, typing
from guidelines.admin.acts import ActsMixin
from guidelines.admin.forms import LinesWidget, TextForm, conflicts
from guidelines.admin.history import HistoryMixin
from guidelines.admin.lookups import OnlyFilters


class TextAdmin(HistoryMixin, OnlyFilters, ActsMixin, TranslationAdmin):
    """A text of the draft, its two languages beside each other."""

    form = TextForm
    formfield_overrides = {models.TextField: {"widget": LinesWidget}}
    change_list_template = "guidelines/admin/text_list.html"
    change_form_template = "guidelines/admin/text.html"
    list_display = ("__str__", "state", "moves")
    list_filter = ("status", "is_paused")
    # The order shown is the order that is changed.
    sortable_by = ()
    list_per_page = 200
    readonly_fields = ("state",)
    actions = ("hand_in_selected",)
    # What stands above the text in the form, and what is said of writing it.
    above = ()
    advice = ""

    class Media:
        css = {"all": ("css/guidelines_admin.css",)}

    def get_fieldsets(self, request, obj=None):
        """What is alike in both languages, then each field in both."""
        first = (*self.above, ("is_paused", "state"), "seen")
        both = [
            (
                self.model._meta.get_field(field).verbose_name.capitalize(),
                {"fields": ((f"{field}_ru", f"{field}_en"),)},
            )
            for field in drafts.KINDS[self.kind].fields
        ]
        # A title stands before the text that is to be written so, and is plain.
        both[-1][1]["description"] = self.advice
        return [(None, {"fields": first}), *both]

    @property
    def kind(self):
        return next(name for name, kind in drafts.KINDS.items() if kind.model is self.model)

    def get_queryset(self, request):
        """Locked while it is saved: of two who save at once, the second sees what the first did."""
        found = super().get_queryset(request)
        is_saved = request.method == "POST" and request.resolver_match.url_name.endswith("_change")
        return found.select_for_update(no_key=True, of=("self",)) if is_saved else found

    @admin.display(description=gettext_lazy("state"))
    def state(self, text):
        words = text.get_status_display() if text.pk else _("draft")
        return f"{words}, {_('set aside')}" if text.is_paused else words

    @admin.display(description=gettext_lazy("order"))
    def moves(self, text):
        buttons = (("up", "↑", _("Up: %(text)s")), ("down", "↓", _("Down: %(text)s")))
        address = reverse(f"admin:guidelines_{self.opts.model_name}_move")
        rows = [
            (way, text.pk, address, label % {"text": text}, sign) for way, sign, label in buttons
        ]
        button = '<button name="{}" value="{}" formaction="{}" aria-label="{}">{}</button>'
        return format_html_join(" ", button, rows)

    def save_model(self, request, obj, form, change):
        if not change:
            last = self.model.objects.aggregate(last=Max("order"))["last"] or 0
            obj.order = last + 1
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """A change of words makes it a draft again; one of what stands around them does not."""
        super().save_related(request, form, formsets, change)
        words = {*form.changed_data} - {"is_paused", "seen"}
        if words or not change or any(formset.has_changed() for formset in formsets):
            review.change(form.instance, request.user)
        elif form.changed_data:
            review.put_aside(form.instance)
        typing.drop(self.model, form.instance.pk if change else 0, request.user)
        if "_hand_in" in request.POST:
            review.hand_in(form.instance)

    # The preview stands in a frame.
    @method_decorator(csp_update({"frame-src": [SELF]}))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form, with what was typed and never saved, and what was said of the text."""
        text = object_id and self.model._base_manager.filter(pk=object_id).first()
        kept = typing.kept(self.model, text.pk if text else 0, request.user)
        extra = {
            "kind": self.kind,
            "comments": text and review.comments(text),
            "may_approve": text and text.edited_by_id != request.user.pk,
            "typed": kept,
            "typed_fields": kept and kept.fields,
            "address": reverse(f"admin:guidelines_{self.opts.model_name}_changelist"),
        }
        return super().changeform_view(request, object_id, form_url, extra | (extra_context or {}))

    def render_change_form(self, request, context, *args, **kwargs):
        form, inlines = context["adminform"].form, context["inline_admin_formsets"]
        if getattr(form, "is_overtaken", False):
            stored = (f for each in inlines for f in each.formset.initial_forms if f.is_valid())
            context["conflicts"] = [each for f in (form, *stored) for each in conflicts(f)]
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.action(description=gettext_lazy("Hand in for review"), permissions=["change"])
    def hand_in_selected(self, request, queryset):
        done = sum(review.hand_in(text) for text in queryset)
        said = ngettext("%d text is in review.", "%d texts are in review.", done) % done
        messages.success(request, said)
