"""What a PDF says, for tests of what goes on paper."""

import io
import re

from pypdf import PdfReader

# Lines are broken, and words with a hyphen; a page ends with its own foot.
BREAKS = re.compile(r"[\s\u00ad\u2010-]+")


def opened(pdf):
    return PdfReader(io.BytesIO(pdf))


def squeezed(words):
    """The words without spaces and hyphens, as they are compared."""
    return BREAKS.sub("", words)


def words_of(pdf):
    """All that stands on the pages of `pdf`, squeezed."""
    return squeezed("".join(page.extract_text() for page in opened(pdf).pages))
