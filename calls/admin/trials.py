"""Trials of openers: declare one, see what came of it, end it. No opener is recommended here."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Now
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from callrussia.lists import ListAdmin
from calls.evidence import report, trials
from calls.models import Trial
from calls.models.trials import Measure
from guidelines import library


class DeclareForm(forms.Form):
    """What is declared before a trial begins, and never changed."""

    # A browser's own complaint would come in the browser's language, not in the page's.
    use_required_attribute = False

    measure = forms.ChoiceField(
        label=gettext_lazy("By which share the openers are compared"),
        choices=Measure.choices,
        initial=Measure.THREE_MINUTES,
        widget=forms.RadioSelect,
    )
    least = forms.IntegerField(
        label=gettext_lazy("The smallest difference that matters, in percentage points"),
        help_text=gettext_lazy("From 30% to 35% are five points."),
        min_value=1,
        max_value=50,
        initial=5,
    )


@admin.register(Trial)
class TrialAdmin(ListAdmin):
    """All trials, and a page of evidence for each; what was declared is changed by nobody."""

    list_display = ("begins", "measure", "points", "state")
    list_display_links = ("begins",)
    sortable_by = ()

    def has_add_permission(self, request):
        return request.user.has_perm("calls.hold_trial")

    @admin.display(description=gettext_lazy("smallest difference that matters, in points"))
    def points(self, trial):
        return trial.least

    @admin.display(description=gettext_lazy("state"))
    def state(self, trial):
        if trial.ended_on:
            return _("ended on %(day)s") % {"day": date_format(trial.ended_on)}
        return _("runs") if trial.begins <= trial.now.date() else _("declared")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(now=Now())

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("add/", wrap(self.declare_view), name="calls_trial_add"),
            path("<int:object_id>/change/", wrap(self.evidence_view), name="calls_trial_change"),
            path("<int:object_id>/end/", wrap(self.end_view), name="calls_trial_end"),
            *super().get_urls(),
        ]

    def declare_view(self, request):
        """What would be compared from when on, and the form that declares it."""
        self._demand(self.has_add_permission(request))
        form = DeclareForm(request.POST or None)
        openers = trials.candidates()
        obstacle, status = trials.obstacle(openers), 422 if form.is_bound else 200
        if form.is_valid():
            try:
                declared = trials.declare(**form.cleaned_data)
            except trials.Undeclarable as refusal:
                obstacle, status = refusal, 409
            else:
                messages.success(request, _("The trial is declared."))
                return redirect("admin:calls_trial_change", declared.pk)
        context = {
            "title": _("Declare a trial of openers"),
            "form": form,
            "obstacle": obstacle,
            "openers": report.openers(openers, get_language()),
            "begins": trials.next_monday(library.today()),
            "takes": report.takes(len(openers)),
        }
        return self.own_page(request, "admin/calls/trials/declare.html", context, status)

    def evidence_view(self, request, object_id):
        """What came of the calls of one trial."""
        self._demand(self.has_view_permission(request))
        trial = self._trial(object_id)
        context = {
            "title": _("Trial of openers from %(day)s") % {"day": date_format(trial.begins)},
            "may_hold": self.has_add_permission(request),
            "may_set_aside": request.user.has_perm("guidelines.change_opener"),
        }
        context |= report.report(trial, trial.now, get_language())
        return self.own_page(request, "admin/calls/trials/evidence.html", context)

    def end_view(self, request, object_id):
        """Ask once more, then end it."""
        self._demand(self.has_add_permission(request))
        trial = self._trial(object_id)
        if request.method == "POST":
            if trials.end(trial):
                messages.success(request, _("The trial is ended."))
            else:
                messages.warning(request, _("The trial had been ended before."))
            return redirect("admin:calls_trial_change", trial.pk)
        context = {"title": _("End the trial?"), "trial": trial}
        return self.own_page(request, "admin/calls/trials/end.html", context)

    def _trial(self, pk):
        return get_object_or_404(Trial.objects.annotate(now=Now()), pk=pk)

    def _demand(self, is_allowed):
        if not is_allowed:
            raise PermissionDenied
