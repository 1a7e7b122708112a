"""What keeps the drafts from being published."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Model
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidelines import markup
from guidelines.drafts.kinds import CHOICE_FIELDS, KINDS, LANGUAGES, name_of
from guidelines.models import Opener, Section, Status

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
ANCHORS = {"openers", "hard", "facts", "care", "voicemail"}
MOST_OPENERS = 3


@dataclass(frozen=True)
class Problem:
    """One reason not to publish, and the text to mend, or the kind of row where to look."""

    message: str
    about: Model | type[Model] | None = None

    def __str__(self):
        return self.message


def problems(texts):
    """All that keeps `texts` from being published."""
    found = [*_whole(texts)]
    for name, rows in texts.items():
        for text in rows:
            found += [*_untranslated(text, KINDS[name].fields), *_unapproved(text)]
    anchors = ANCHORS | {section.slug for section in texts["sections"]}
    for section in texts["sections"]:
        found += [*_broken_links(section, anchors)]
    for fact in texts["facts"]:
        found += [*_stale(fact)]
    return [*found, *_rehearsal(texts["turns"])]


def unexplained(notes):
    """A problem for each language in which `notes` don't say what changed."""
    return [Problem(str(NO_NOTES[code])) for code in LANGUAGES if not notes[code].strip()]


def stale_by(facts, day):
    """A problem for each of `facts` that is valid now and no longer on `day`."""
    message = _("%(text)s will be out of date by then: renew it or set it aside.")
    return [
        Problem(message % {"text": name_of(fact)}, fact)
        for fact in facts
        if fact.valid_until < day and not fact.is_stale
    ]


def overtaken(after, last):
    """The problem that edition `last` came since edition `after` was looked at, if it did."""
    if after in (None, last):
        return []
    message = _("Edition %(number)s was published meanwhile. Please look at the changes again.")
    return [Problem(message % {"number": last})]


def _whole(texts):
    if not texts["sections"]:
        yield Problem(_("There is no section."), Section)
    if not texts["openers"]:
        yield Problem(_("There is no opener that is not set aside."), Opener)
    if len(texts["openers"]) > MOST_OPENERS:
        message = _("At most three openers run side by side. Set the others aside.")
        yield Problem(message, Opener)


def _untranslated(text, fields, of=None):
    for field in fields:
        for language in LANGUAGES:
            if not (getattr(text, f"{field}_{language}") or "").strip():
                label = text._meta.get_field(field).verbose_name
                message = MISSING[language] % {"text": name_of(of or text), "field": label}
                yield Problem(message, of or text)


def _unapproved(text):
    if text.status != Status.APPROVED:
        message = _("%(text)s has not been approved by a second psychologist.")
        yield Problem(message % {"text": name_of(text)}, text)


def _stale(fact):
    if fact.is_stale:
        message = _("%(text)s is out of date: renew it or set it aside.")
        yield Problem(message % {"text": name_of(fact)}, fact)


def _broken_links(section, anchors):
    for language in LANGUAGES:
        for link in markup.links(getattr(section, f"body_{language}") or ""):
            if not _leads_somewhere(link, language, anchors):
                words = {"text": name_of(section), "link": link}
                yield Problem(BROKEN[language] % words, section)


def _leads_somewhere(link, language, anchors):
    address = urlsplit(link)
    if address.scheme:
        return address.scheme in markup.SCHEMES
    if not address.path:
        return address.fragment in anchors
    try:
        # Only pages of the text's own language are found: a reader of Russian stays in Russian.
        with translation.override(language):
            found = resolve(address.path)
    except Resolver404:
        return False
    if found.view_name == "guidelines:section":
        return found.kwargs["slug"] in anchors - ANCHORS
    # Of the reading page all places are known.
    return found.view_name != "guidelines:read" or address.fragment in {"", *anchors}


def _rehearsal(turns):
    """Whoever rehearses comes to an end from wherever they are, and nothing is never met."""
    leads = {turn.slug: [choice.next for choice in turn.choices.all()] for turn in turns}
    for turn in turns:
        for choice in turn.choices.all():
            yield from _untranslated(choice, CHOICE_FIELDS, of=turn)
            if choice.next and choice.next.slug not in leads:
                message = _("%(text)s leads to a turn that is set aside.")
                yield Problem(message % {"text": name_of(turn)}, turn)
    met, ending = _met(turns, leads), _ending(leads)
    for turn in turns:
        if turn.slug not in met:
            message = _("%(text)s is never met: no choice leads to it.")
            yield Problem(message % {"text": name_of(turn)}, turn)
        elif turn.slug not in ending:
            message = _("%(text)s: from here the talk never comes to an end.")
            yield Problem(message % {"text": name_of(turn)}, turn)


def _met(turns, leads):
    """The slugs of turns that can be met from the first one."""
    met, ahead = set(), [turn.slug for turn in turns[:1]]
    while ahead:
        slug = ahead.pop()
        if slug in leads and slug not in met:
            met.add(slug)
            ahead += [turn.slug for turn in leads[slug] if turn]
    return met


def _ending(leads):
    """The slugs of turns from which an end is reached: one without choices is one."""
    ending, before = set(), None
    while before != ending:
        before = set(ending)
        ending |= {
            slug
            for slug, targets in leads.items()
            if not targets or any(turn is None or turn.slug in ending for turn in targets)
        }
    return ending
