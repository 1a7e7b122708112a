"""An edition as a book for the press, and the PDF that comes of it."""

import json
import subprocess
import sys
import threading
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guidelines import library
from guidelines.booklet.chapters import chapters

# Isolated: what lies beside it is no module of its.
PRESS = [sys.executable, "-I", str(Path(__file__).with_name("press.py"))]
# Seconds; it takes half a one.
LONGEST = 30
# Each takes a hundred MiB while it runs.
one_at_a_time = threading.Lock()


@lru_cache(maxsize=8)
def pdf(number, language, today) -> bytes:
    """Edition `number` as a PDF of A4 pages in `language`, without facts out of date on `today`.

    The same three make the same bytes. Each process keeps what was asked for last.
    """
    edition = library.edition(number)
    with translation.override(language):
        book = json.dumps(_book(edition, language, today))
    with one_at_a_time:
        done = subprocess.run(
            PRESS, input=book.encode(), stdout=subprocess.PIPE, timeout=LONGEST, check=True
        )
    return done.stdout


def file_name(number):
    """What a reader's device is to call the PDF of edition `number`."""
    return _("How to talk, edition %(number)s.pdf") % {"number": number}


def _book(edition, language, today):
    published = edition.published_on
    named = {"number": edition.number, "date": date_format(published, "DATE_FORMAT")}
    return {
        "language": language,
        "brand": settings.BRAND.get(language, settings.BRAND["en"]),
        "title": _("How to talk"),
        "edition": _("Edition %(number)s, %(date)s") % named,
        "day": [published.year, published.month, published.day],
        "contents": _("Contents"),
        # Translators: behind a reference in the printed booklet, as in "(p. 12)".
        "page": _("p. %(page)s"),
        "they_say": _("They say:"),
        "you_can_say": _("You can say:"),
        "chapters": chapters(library.shown(edition.content, language, today), language),
    }
