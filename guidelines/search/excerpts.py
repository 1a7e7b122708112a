"""What a result shows of its text: the words that were found, and a few around them."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Stand around each word that was found, where PostgreSQL says which; no text holds them.
START, STOP = "\x02", "\x03"
# In letters: an excerpt, and what of it stands before the first word that was found.
LENGTH, LEAD = 280, 60


def marked(text: str, headline: str, length: int | None = LENGTH) -> SafeString:
    """`text` as HTML with the words marked that are between START and STOP in `headline`.

    `headline` is the same text but for ё. Cut to about `length` letters where most words were
    found; None cuts nothing.
    """
    spans = _spans(headline)
    begin, end = _window(text, [start for start, _ in spans], length or len(text))
    html = format_html_join("", "{}{}", _parts(text, spans, begin, end))
    return format_html("{}{}{}", "… " if begin else "", html, " …" if end < len(text) else "")


def _spans(headline):
    """From where to where each marked word reaches, counted without the marks."""
    spans, place = [], 0
    for part in headline.split(START):
        word, _, rest = part.rpartition(STOP)
        if word:
            spans.append((place, place + len(word)))
        place += len(word) + len(rest)
    return spans


def _window(text, starts, length):
    """The stretch of whole words that holds the most of `starts`."""
    if len(text) <= length:
        return 0, len(text)
    reach = length - LEAD
    best = max(starts or [0], key=lambda at: sum(at <= start < at + reach for start in starts))
    begin = text.find(" ", best - LEAD, best) + 1 if best > LEAD else 0
    end = begin + length
    if end >= len(text):
        return begin, len(text)
    space = text.rfind(" ", begin, end)
    return begin, space if space > begin else end


def _parts(text, spans, begin, end):
    """Pairs of plain words and of the marked ones that follow them."""
    place = begin
    for start, stop in spans:
        if begin <= start and stop <= end:
            yield text[place:start], format_html("<mark>{}</mark>", text[start:stop])
            place = stop
    yield text[place:end], ""
