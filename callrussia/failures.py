"""What is answered when a form's token is not the session's."""

from django.shortcuts import redirect
from django.views.csrf import csrf_failure

from callrussia import events


def forged(request, reason=""):
    """Lead acts of a call to the page where they stand, and refuse everything else.

    Whoever has signed in once more in another tab comes here honestly: the token changed with the
    session. Nothing is done; their draw's page offers it again.
    """
    found = request.resolver_match
    if found.namespace == "calls" and "pk" in found.kwargs:
        return redirect("calls:drawn", found.kwargs["pk"])
    if found.view_name == "calls:draw":
        return redirect("calls:home")
    events.note(events.Kind.FORGED)
    return csrf_failure(request, reason)
