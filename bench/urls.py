"""The site's own addresses and one more: a page for those who are signed in, with nothing on it."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import path

from callrussia.urls import urlpatterns as own


@login_required
def nothing(request):
    """What every page of the site costs, and no more: session, account, head, menu, foot."""
    return render(request, "base.html")


urlpatterns = [*i18n_patterns(path("nothing/", nothing)), *own]
