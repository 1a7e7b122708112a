"""What a caller may note about the guidelines after a talk. Nothing here knows of which talk."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from callrussia import limits
from guidelines import notes, tokens
from guidelines.forms import NoteForm

TOO_MANY = _(
    "These are your notes for today: each is to be read with care. Your words still stand below. "
    "Please keep them, and send them tomorrow."
)


# Signed in against floods alone. Unlike a report, a note is not kept for whoever was signed out
# meanwhile: that would tie it to them.
@sensitive_post_parameters("text")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note(request):
    # Whoever reads them could fill up the crowd around somebody's note.
    if request.user.is_staff and request.user.has_perm("guidelines.view_note"):
        return _page(request, None, status=403)
    if request.method != "POST":
        return _page(request, NoteForm(), is_sent="sent" in request.GET)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if form.stripped:
        return _page(request, form)
    note = form.cleaned_data | {"language": notes.language_of(form.cleaned_data["text"])}
    wait = limits.take(request, "note")
    if wait and not notes.is_left(**note):
        form.add_error(None, TOO_MANY)
        return limits.later(_page(request, form), wait)
    token = notes.leave(**note)
    return tokens.keep(redirect(reverse("guidelines:note") + "?sent"), request, token)


def _page(request, form, status=200, **context):
    return render(request, "guidelines/note.html", {"form": form} | context, status=status)
