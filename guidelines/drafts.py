"""The drafts: all texts as they are now, what keeps them from being published, what they change."""

from dataclasses import dataclass
from difflib import unified_diff
from urllib.parse import urlsplit

from django.db.models import Model
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidelines import markup
from guidelines.models import HardSentence, Opener, Section

LANGUAGES = ("ru", "en")
# Each kind of text, and its translated fields.
FIELDS = {
    "sections": ("title", "body"),
    "openers": ("text",),
    "hard": ("they_say", "you_can_say"),
}
KINDS = {
    "sections": gettext_lazy("Sections"),
    "openers": gettext_lazy("Openers"),
    "hard": gettext_lazy("Hard sentences"),
}
MISSING = {
    "ru": gettext_lazy("%(text)s: “%(field)s” is missing in Russian."),
    "en": gettext_lazy("%(text)s: “%(field)s” is missing in English."),
}
NO_NOTES = {
    "ru": gettext_lazy("Say in Russian, too, what changed."),
    "en": gettext_lazy("Say in English, too, what changed."),
}
BROKEN = {
    "ru": gettext_lazy("%(text)s: in Russian, the link %(link)s leads nowhere."),
    "en": gettext_lazy("%(text)s: in English, the link %(link)s leads nowhere."),
}
# Places of the reading page that are no sections.
ANCHORS = {"openers", "hard"}


@dataclass(frozen=True)
class Problem:
    """One reason not to publish, and the text to mend, if it is in one."""

    message: str
    about: Model | None = None

    def __str__(self):
        return self.message


@dataclass(frozen=True)
class Change:
    """How one text differs from the edition it is compared with, in one language."""

    kind: str
    name: str
    language: str
    lines: list[tuple[str, str]]


def texts(lock=False):
    """Every text that would be published, by kind; a paused opener would not."""
    found = {
        "sections": Section.objects.all(),
        "openers": Opener.objects.filter(is_paused=False),
        "hard": HardSentence.objects.all(),
    }
    return {kind: list(rows.select_for_update() if lock else rows) for kind, rows in found.items()}


def frozen(texts):
    """`texts` as an edition keeps them: by language, then by kind."""
    return {
        language: {kind: [_row(text, kind, language) for text in texts[kind]] for kind in FIELDS}
        for language in LANGUAGES
    }


def _row(text, kind, language):
    key = {"slug": text.slug} if kind == "sections" else {"id": text.pk}
    return key | {name: getattr(text, f"{name}_{language}") or "" for name in FIELDS[kind]}


def problems(texts):
    """All that keeps `texts` from being published."""
    found = []
    if not texts["sections"]:
        found.append(Problem(_("There is no section.")))
    if not texts["openers"]:
        found.append(Problem(_("There is no opener that is not paused.")))
    for kind, rows in texts.items():
        for text in rows:
            found += [*_untranslated(text, kind)]
    anchors = ANCHORS | {section.slug for section in texts["sections"]}
    for section in texts["sections"]:
        found += [*_broken_links(section, anchors)]
    return found


def unexplained(notes):
    """A problem for each language in which `notes` don't say what changed."""
    return [Problem(str(NO_NOTES[code])) for code in LANGUAGES if not notes[code].strip()]


def overtaken(after, last):
    """The problem that edition `last` came since edition `after` was looked at, if it did."""
    if after in (None, last):
        return []
    message = _("Edition %(number)s was published meanwhile. Please look at the changes again.")
    return [Problem(message % {"number": last})]


def _untranslated(text, kind):
    for name in FIELDS[kind]:
        for language in LANGUAGES:
            if not (getattr(text, f"{name}_{language}") or "").strip():
                label = text._meta.get_field(name).verbose_name
                message = MISSING[language] % {"text": _name(text), "field": label}
                yield Problem(message, text)


def _broken_links(section, anchors):
    for language in LANGUAGES:
        for link in markup.links(getattr(section, f"body_{language}") or ""):
            if not _leads_somewhere(link, language, anchors):
                yield Problem(BROKEN[language] % {"text": _name(section), "link": link}, section)


def _leads_somewhere(link, language, anchors):
    address = urlsplit(link)
    if address.scheme:
        return address.scheme in markup.SCHEMES
    if not address.path:
        return address.fragment in anchors
    try:
        # Only pages of the text's own language are found: a reader of Russian stays in Russian.
        with translation.override(language):
            resolve(address.path)
    except Resolver404:
        return False
    return True


def _name(text):
    if isinstance(text, Section):
        return _("Section “%(name)s”") % {"name": text}
    if isinstance(text, Opener):
        return _("Opener %(order)s") % {"order": text.order}
    return _("Hard sentence %(order)s") % {"order": text.order}


def changes(before, after):
    """What `after` changes in `before`, both as an edition keeps texts; nothing may be before."""
    before = before or frozen({kind: [] for kind in FIELDS})
    return [
        change
        for language in LANGUAGES
        for kind in FIELDS
        for change in _changes(before[language][kind], after[language][kind], kind, language)
    ]


def _changes(before, after, kind, language):
    old, new = _by_key(before), _by_key(after)
    first = FIELDS[kind][0]
    for key in [*new, *(key for key in old if key not in new)]:
        lines = _diff(_lines(old.get(key), kind), _lines(new.get(key), kind))
        if lines:
            yield Change(KINDS[kind], (new.get(key) or old[key])[first], language, lines)
    if [key for key in old if key in new] != [key for key in new if key in old]:
        names = ([row[first] for row in rows] for rows in (before, after))
        yield Change(KINDS[kind], _("Order"), language, _diff(*names))


def _by_key(rows):
    return {row.get("slug") or row["id"]: row for row in rows}


def _lines(row, kind):
    """The lines of `row` that hold words; of no row, none."""
    text = "\n".join(row[name] for name in FIELDS[kind]) if row else ""
    return [line for line in text.splitlines() if line.strip()]


def _diff(before, after):
    """The lines that differ and one around them, each after its sign: plus, minus, space or @."""
    # The first two lines of a difference name files, of which there are none.
    return [(line[0], line[1:]) for line in [*unified_diff(before, after, n=1, lineterm="")][2:]]
