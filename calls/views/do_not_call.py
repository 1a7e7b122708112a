"""The page for people in Russia: who called, and how not to be called again."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from callrussia import limits, work
from calls import pool
from calls.forms import DoNotCallForm
from calls.models import SuppressedNumber


@never_cache
@sensitive_post_parameters("number")
@require_http_methods(["GET", "HEAD", "POST"])
def do_not_call(request):
    if request.method != "POST":
        return _page(request, DoNotCallForm())
    form = DoNotCallForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if lack := work.lack(request):
        form.add_error(None, lack)
        return _page(request, form, status=422)
    if wait := limits.take(request, "do-not-call"):
        form.add_error(None, _("Too many numbers came from your network. Please try in an hour."))
        return limits.later(_page(request, form), wait)

    batch = f"page {timezone.now():%Y-%m-%d %H}"
    pool.suppress(form.cleaned_data["number"], SuppressedNumber.Source.PAGE, batch)
    # The same for every number: nobody learns here which ones we call.
    messages.success(request, _("Done. Nobody will call this number from here any more."))
    return redirect("calls:do_not_call")


def _page(request, form, status=200):
    context = {"form": form, "object_email": settings.OBJECT_EMAIL}
    return render(request, "calls/do_not_call.html", context, status=status)
