"""The search in the guidelines."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from callrussia import keeping
from guidelines.search import find


@keeping.for_strangers
@require_safe
def search(request):
    looked = find(request.GET.get("q", ""), get_language())
    groups = {}
    for found in looked.found:
        groups.setdefault(found.kind, []).append(found)
    return render(request, "guidelines/search.html", {"search": looked, "groups": groups})
