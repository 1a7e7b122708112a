"""The one page of the pool: it looks a number up, and no address, log or page carries one."""

import datetime
import secrets

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from callrussia import events
from callrussia.lists import ListAdmin
from calls import dialling, effects, pool, unmasking
from calls.forms import MobileField
from calls.models import Draw, Fate, PhoneNumber, SuppressedNumber
from calls.models.pool import FIRST_NUMBER, LAST_NUMBER, masked
from calls.pool.suppression import is_suppressed


class LookUpForm(forms.Form):
    number = MobileField(
        label=_("Number"),
        help_text=_("In any spelling: +7 or 8, with spaces, brackets or dashes."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )


@admin.register(PhoneNumber)
class NumberAdmin(ListAdmin):
    """A look-up in the place of a list: 40 million rows are never browsed."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("calls.look_up")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def get_urls(self):
        guarded = self.admin_site.admin_view
        return [
            path("", guarded(self.look_up), name="calls_phonenumber_changelist"),
            path("suppress/", guarded(self.suppress), name="calls_phonenumber_suppress"),
            path("unmask/", guarded(self.unmask), name="calls_phonenumber_unmask"),
        ]

    def look_up(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = LookUpForm(request.POST or None)
        number = form.cleaned_data["number"] if form.is_valid() else None
        return self._page(request, form if form.errors else LookUpForm(), number)

    @method_decorator(require_POST)
    def suppress(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if number := _recalled(request):
            batch = f"moderator {request.user.pk} {timezone.now():%Y-%m-%d}"
            pool.suppress(number, SuppressedNumber.Source.MODERATOR, batch)
            messages.success(request, _("Nobody calls this number again."))
        return self._page(request, LookUpForm(), number)

    @method_decorator(require_POST)
    def unmask(self, request):
        if not (self.has_view_permission(request) and request.user.has_perm("calls.unmask")):
            raise PermissionDenied
        number = _recalled(request)
        is_unmasked = bool(number) and unmasking.unmask(request.user)
        if is_unmasked:
            events.note(events.Kind.UNMASK)
        elif number:
            enough = _("You have seen as many whole numbers as one may in a day.")
            messages.warning(request, enough)
        return self._page(request, LookUpForm(), number, is_unmasked)

    def _page(self, request, form, number, is_unmasked=False):
        context = {
            "title": _("Look a number up"),
            "place": reverse("admin:calls_phonenumber_changelist"),
            "form": form,
            "found": number and _found(number, is_unmasked),
            "ticket": number and _kept(request, number),
            "may_unmask": request.user.has_perm("calls.unmask"),
        }
        return self.own_page(request, "admin/calls/look_up.html", context)


def _kept(request, number):
    """A ticket for the acts on the page: the number is neither in the page nor in the session.

    The session keeps it under a one-time pad of which the page alone knows; and an act on a page
    that is older than the last look-up finds no number instead of the wrong one.
    """
    pad = secrets.randbits(64)
    request.session["looked_up"] = number ^ pad
    return pad


def _recalled(request):
    """The number that the page with this ticket is about; None, with a word, where it is gone."""
    ticket = request.POST.get("ticket", "")[:20]
    number = request.session.get("looked_up", 0) ^ (int(ticket) if ticket.isdecimal() else 0)
    if FIRST_NUMBER <= number <= LAST_NUMBER:
        return number
    messages.warning(request, _("This page was too old. Please look the number up once more."))
    return None


def _found(number, is_unmasked):
    """What the page says of `number`: never who holds it, nor its place in the pool."""
    held = Draw.objects.held().filter(number=OuterRef("pk"))
    pooled = (
        PhoneNumber.objects.filter(pk=number)
        .select_related("region")
        .annotate(is_held=Exists(held))
        .first()
    )
    return {
        "number": " ".join(dialling.spelled(number)) if is_unmasked else masked(number),
        "is_unmasked": is_unmasked,
        "pooled": pooled,
        "rests_until": pooled and _rest_day(pooled),
        "is_suppressed": is_suppressed(number),
    }


def _rest_day(pooled):
    if pooled.rest and pooled.fate < Fate.DONE:
        return effects.EPOCH + datetime.timedelta(days=pooled.rest)
    return None
