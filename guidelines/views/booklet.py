"""The guidelines on paper."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from callrussia import keeping
from guidelines import library
from guidelines.booklet import file_name, pdf


@keeping.for_strangers
@require_safe
def booklet(request):
    """The live edition as a PDF."""
    number = library.newest()
    if number is None:
        raise Http404
    return answer(number, library.today())


def answer(number, today):
    """Edition `number` in the language of the page, opened by the browser or kept as a file."""
    headers = {"Content-Disposition": content_disposition_header(False, file_name(number))}
    content = pdf(number, get_language(), today)
    return HttpResponse(content, content_type="application/pdf", headers=headers)
