"""What can be done with a text beside saving it: move, preview, keep typing, review, comment."""

import datetime

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from guidelines import drafts, library, ordering, rehearsal, review, typing
from guidelines.models import Comment

# Characters; more than anybody types in a day.
MOST_TYPED = 200_000
NOT_TYPED = {"csrfmiddlewaretoken", "text_id", "seen"}
WAYS = {"up": -1, "down": 1}


class ActsMixin:
    """Each is a POST; all need the right to change texts of the kind."""

    def get_urls(self):
        return [
            self._route("move/", self.move),
            self._route("preview/", self.preview),
            self._route("typed/", self.typed),
            self._route("typed/drop/", self.typed_drop),
            self._route("<int:pk>/review/", self.review),
            self._route("<int:pk>/comment/", self.comment),
            self._route("<int:pk>/settle/", self.settle),
            *super().get_urls(),
        ]

    def _route(self, route, act):
        view = self.admin_site.admin_view(self._guarded(act))
        name = f"guidelines_{self.opts.model_name}_{act.__name__}"
        return path(route, view, name=name)

    def _guarded(self, act):
        @require_POST
        def guarded(request, *args, **kwargs):
            if not self.has_change_permission(request):
                raise PermissionDenied
            return act(request, *args, **kwargs)

        return guarded

    def move(self, request):
        """One place up or down, or all of them in the order in which they were dragged."""
        if way := next((way for way in WAYS if way in request.POST), None):
            ordering.shift(get_object_or_404(self.model, pk=request.POST[way]), WAYS[way])
        else:
            pks = request.POST.get("order", "").split(",")
            ordering.put(self.model, [int(pk) for pk in pks if pk.isdigit()])
        return redirect(f"admin:guidelines_{self.opts.model_name}_changelist")

    @method_decorator([xframe_options_sameorigin, csp_replace({"frame-ancestors": [SELF]})])
    def preview(self, request):
        """What stands in the form, as readers would see it; nothing is saved."""
        form = self.get_form(request)(request.POST)
        form.is_valid()
        language = request.POST.get("language", drafts.LANGUAGES[0])
        with translation.override(language):
            context = {"kind": self.kind, "language": language}
            context |= self._previewed(request, form, language)
            return render(request, "guidelines/admin/preview.html", context)

    def _previewed(self, request, form, language):
        missing = [name for name in drafts.KINDS[self.kind].plain if name in form.errors]
        if missing:
            return {"missing": [form.fields[name].label for name in missing]}
        choices = self.typed_choices(request)
        rows = {
            code: [drafts.row(form.instance, self.kind, code, choices)] for code in drafts.LANGUAGES
        }
        content = {code: {"sections": []} | {self.kind: rows[code]} for code in rows}
        texts = library.shown(content, language, datetime.date.min)
        turn = self.kind == "turns" and rehearsal.turn(content, form.instance.slug, language)
        return {"texts": texts, "turn": turn}

    def typed_choices(self, request):
        """What stands beside the text in the form of a turn; only there."""

    def typed(self, request):
        """What is being typed, now and then, from a script."""
        fields = {name: value for name, value in request.POST.items() if name not in NOT_TYPED}
        if sum(map(len, fields.values())) > MOST_TYPED:
            return HttpResponse(status=413)
        text_id, version = (_number(request.POST.get(name)) for name in ("text_id", "seen"))
        typing.keep(self.model, text_id, request.user, fields, version)
        return HttpResponse(status=204)

    def typed_drop(self, request):
        text_id = _number(request.POST.get("text_id"))
        typing.drop(self.model, text_id, request.user)
        if text_id:
            return self._back(text_id)
        return redirect(f"admin:guidelines_{self.opts.model_name}_add")

    def review(self, request, pk):
        """Hand in, approve or send back the version that the page showed."""
        text = get_object_or_404(self.model, pk=pk)
        text.version = _number(request.POST.get("version"))
        if not self._reviewed(request, text):
            message = _("This text has changed meanwhile: please look at it again.")
            messages.warning(request, message)
        return self._back(pk)

    def _reviewed(self, request, text):
        if "approve" in request.POST:
            return review.approve(text, request.user)
        return review.hand_in(text) if "hand_in" in request.POST else review.send_back(text)

    def comment(self, request, pk):
        text = get_object_or_404(self.model, pk=pk)
        body = request.POST.get("body", "").strip()
        if body:
            review.comment(text, request.user, body[: Comment._meta.get_field("body").max_length])
        else:
            messages.error(request, _("The comment was empty."))
        return self._back(pk)

    def settle(self, request, pk):
        text = get_object_or_404(self.model, pk=pk)
        comment = get_object_or_404(review.comments(text), pk=_number(request.POST.get("comment")))
        review.settle(comment)
        return self._back(pk)

    def _back(self, pk):
        return redirect(f"admin:guidelines_{self.opts.model_name}_change", pk)


def _number(text):
    return int(text) if text and text.isdigit() else 0
