"""The guidelines to read, whole, by section and at hand during a call; and to confirm."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from callrussia import keeping
from guidelines import library
from guidelines.forms import ConfirmForm, EditionForm
from guidelines.models import Edition

# For each plural rule of our two languages a number that it holds for: the script of the page
# puts another in its place.
SAMPLES = {"one": 1, "few": 2, "many": 5, "other": 5}


@keeping.for_strangers
@require_safe
def read(request):
    return _page(request)


@keeping.for_strangers
@require_safe
def section(request, slug):
    context = _live(request)
    sections = context["texts"]["sections"] if context["edition"] else []
    number = next((n for n, each in enumerate(sections, 1) if each["slug"] == slug), None)
    if number is None:
        raise Http404
    context |= {"section": sections[number - 1], "number": number}
    context |= {"before": sections[: number - 1][-1:], "after": sections[number:][:1]}
    return render(request, "guidelines/section.html", context)


@keeping.for_strangers
@require_safe
def at_hand(request):
    return render(request, "guidelines/at_hand.html", _live(request) | {"left": _left()})


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
    messages.success(request, _("Thank you. Your word is kept."))
    return redirect("calls:home")


@require_POST
def catch_up(request):
    """Only where nothing demands to be read: that takes the whole of `confirm`."""
    form = EditionForm(request.POST)
    if request.user.is_authenticated and form.is_valid() and not library.must_read(request.user):
        number = form.cleaned_data["edition"]
        edition = get_object_or_404(Edition.objects.defer("content"), pk=number)
        library.confirm(request.user, edition)
        messages.success(request, _("Thank you. What comes after this will be marked as new."))
    return redirect("guidelines:read")


def _live(request):
    """The live edition as this reader sees it: its texts, and what of them is new to them."""
    edition = library.live()
    if edition is None:
        return {"edition": None}
    texts = library.shown(edition.content, get_language(), library.today())
    context = {"edition": edition, "texts": texts}
    if request.user.is_authenticated:
        news, confirmation = library.news(request.user, edition.number, get_language())
        context |= {"news": news, "confirmation": confirmation}
    return context


def _page(request, form=None, status=200):
    """The live edition; below it, for a volunteer, what there is to confirm."""
    context = _live(request)
    edition = context["edition"]
    context["has_rehearsal"] = bool(edition and library.turns_of(edition.number))
    if edition and request.user.is_authenticated:
        initial, confirmation = {"edition": edition.number}, context["confirmation"]
        context["since"] = library.since(confirmation, edition.number)
        context["is_rehearsal_next"] = context["has_rehearsal"] and not request.user.is_practised
        if library.must_read(request.user):
            context["form"] = form or ConfirmForm(initial=initial)
        elif confirmation and confirmation.edition_id < edition.number:
            context["catch_up"] = EditionForm(initial=initial)
    return render(request, "guidelines/read.html", context, status=status)


def _left():
    """How many are left of what was looked for, in each plural form, by the name of its rule."""
    return {
        rule: ngettext("%(count)d left", "%(count)d left", count) % {"count": count}
        for rule, count in SAMPLES.items()
    }
