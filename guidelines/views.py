"""The guidelines to read, and to confirm before the first number."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from callrussia import keeping
from guidelines import library
from guidelines.forms import ConfirmForm
from guidelines.models import Edition


@keeping.for_strangers
@require_safe
def read(request):
    return _page(request)


@require_POST
def confirm(request):
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("guidelines:read"))
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)

    edition = get_object_or_404(Edition.objects.defer("content"), pk=form.cleaned_data["edition"])
    library.confirm(request.user, edition)
    if library.must_read(request.user):
        messages.info(
            request,
            _(
                "A new edition came out while you were reading. What you confirmed is kept. "
                "Please look through the new one, too."
            ),
        )
        return redirect("guidelines:read")
    messages.success(request, _("Thank you. You can call now."))
    return redirect("calls:home")


def _page(request, form=None, status=200):
    """The live edition; below it, for a volunteer, the form to confirm it or since when it is."""
    edition = library.live()
    context = {
        "edition": edition,
        "texts": edition and library.shown(edition.content, get_language()),
    }
    if edition and request.user.is_authenticated:
        if library.must_read(request.user):
            context["form"] = form or ConfirmForm(initial={"edition": edition.number})
        else:
            context["confirmation"] = library.confirmation(request.user)
    return render(request, "guidelines/read.html", context, status=status)
