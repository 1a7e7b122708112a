"""The public pages."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from callrussia import keeping, limits, work
from calls import figures, registry
from calls.models import Import
from campaign import field, mine, support
from campaign.forms import HelpForm


@keeping.for_strangers
@require_safe
def landing(request):
    shown = figures.lately()
    today = shown["days"][-1][1]
    context = {"figures": shown, "today": today, "field": field.field(shown["calls"])}
    return render(request, "campaign/landing.html", context)


@keeping.for_strangers
@require_safe
def about(request):
    holds_personal = Import.objects.personal().exists()
    context = {"registry_on": registry.loaded_on(), "holds_personal": holds_personal}
    return render(request, "campaign/about.html", context)


@keeping.for_strangers
@require_safe
def privacy(request):
    context = {"controller": settings.CONTROLLER, "object_email": settings.OBJECT_EMAIL}
    return render(request, "campaign/privacy.html", context)


@keeping.for_strangers
@require_safe
def privacy_law(request):
    context = {
        "controller": settings.CONTROLLER,
        "object_email": settings.OBJECT_EMAIL,
        "holds_personal": Import.objects.personal().exists(),
    }
    return render(request, "campaign/privacy_law.html", context)


@keeping.for_strangers
@require_safe
def other_ways(request):
    return render(request, "campaign/other_ways.html")


@login_required
@require_safe
def my_data(request):
    return render(request, "campaign/my_data.html", {"parts": mine.held(request.user)})


@login_required
@require_safe
def my_data_file(request, kind):
    """The same to take away: for machines, or to be read without this site."""
    parts = mine.held(request.user)
    if kind == "json":
        form = {"ensure_ascii": False, "indent": 2}
        response = JsonResponse(mine.as_json(parts), json_dumps_params=form)
    else:
        response = render(request, "campaign/my_data_file.html", {"parts": parts})
    response["Content-Disposition"] = f'attachment; filename="call-russia.{kind}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def help(request):
    form = HelpForm(request.POST or None, initial={"topic": request.GET.get("topic")})
    if request.method != "POST":
        return render(request, "campaign/help.html", {"form": form})
    if form.is_valid() and (lack := work.lack(request)):
        form.add_error(None, lack)
    if not form.is_valid():
        return render(request, "campaign/help.html", {"form": form}, status=422)
    if wait := limits.take(request, "help"):
        form.add_error(None, _("That is many messages in one hour. Please try again later."))
        return limits.later(render(request, "campaign/help.html", {"form": form}), wait)

    support.ask(**form.cleaned_data, language=get_language())
    messages.success(request, _("Thank you, your message has reached us."))
    return redirect("campaign:help")
