"""The kinds of text that an edition is made of, and how an edition keeps each."""

from dataclasses import dataclass

from django.db.models import Model, Prefetch, Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from guidelines import models
from volunteers.models import Today

LANGUAGES = ("ru", "en")


@dataclass(frozen=True)
class Kind:
    """`fields` are kept in each language; `plain` ones are the same in both."""

    model: type[Model]
    fields: tuple[str, ...]
    plain: tuple[str, ...] = ()

    @property
    def label(self):
        return str(self.model._meta.verbose_name_plural)


KINDS = {
    "sections": Kind(models.Section, ("title", "body")),
    "openers": Kind(models.Opener, ("text",)),
    "hard": Kind(models.HardSentence, ("they_say", "you_can_say")),
    "facts": Kind(models.Fact, ("statement", "source"), ("address", "dated", "valid_until")),
    "care": Kind(models.Care, ("text",), ("moment",)),
    "voicemail": Kind(models.Voicemail, ("text",)),
    "turns": Kind(models.Turn, ("they",)),
    "questions": Kind(models.Question, ("ask", "kind")),
}
CHOICE_FIELDS = ("say", "why")


def kind_of(text):
    """The name of the kind to which `text` belongs."""
    return next(name for name, kind in KINDS.items() if isinstance(text, kind.model))


def texts(lock=False):
    """Every text that would be published, by kind; one that is set aside would not.

    Rows are locked by id, always in one order, and put in their own order afterwards: whoever waits
    for a lock is given the rows as they are now in the order in which they were.
    """
    found = {name: kind.model.objects.in_next_edition() for name, kind in KINDS.items()}
    if lock:
        # Draws go on meanwhile: they only ask that their opener stays.
        found = {
            name: rows.order_by("pk").select_for_update(no_key=True) for name, rows in found.items()
        }
    found["facts"] = found["facts"].annotate(is_stale=Q(valid_until__lt=Today()))
    choices = models.Choice.objects.select_related("next")
    found["turns"] = found["turns"].prefetch_related(Prefetch("choices", choices))
    return {
        name: sorted(rows, key=lambda text: (text.order, text.pk)) for name, rows in found.items()
    }


def frozen(texts):
    """`texts` as an edition keeps them: by language, then by kind."""
    return {
        language: {name: [row(text, name, language) for text in texts[name]] for name in KINDS}
        for language in LANGUAGES
    }


def row(text, name, language, choices=None):
    """One text of the kind called `name` as an edition keeps it in `language`.

    `choices` stand in place of those that a turn has.
    """
    kind = KINDS[name]
    key = {"slug": text.slug} if hasattr(text, "slug") else {"id": text.pk}
    plain = {field: _as_json(getattr(text, field)) for field in kind.plain}
    made = key | plain | _in(language, text, kind.fields)
    if name == "turns":
        found = text.choices.all() if choices is None else choices
        made["choices"] = [_choice(choice, language) for choice in found]
    return made


def _choice(choice, language):
    leads = {"helps": choice.helps, "next": choice.next.slug if choice.next else None}
    return leads | _in(language, choice, CHOICE_FIELDS)


def _in(language, text, fields):
    return {field: getattr(text, f"{field}_{language}") or "" for field in fields}


def _as_json(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def name_of(text):
    """What psychologists call `text`, in the language of the page."""
    words = Truncator(str(text).strip()).chars(60) or text.order
    kind = text._meta.verbose_name
    return _("%(kind)s “%(text)s”") % {"kind": kind[:1].upper() + kind[1:], "text": words}
