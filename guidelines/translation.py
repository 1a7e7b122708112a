"""Which fields of this app are kept in Russian and English."""

from modeltranslation.translator import TranslationOptions, register

from guidelines.models import Edition, HardSentence, Opener, Section


class Both(TranslationOptions):
    """No text in one language only."""

    required_languages = ("ru", "en")


@register(Section)
class SectionTranslation(Both):
    fields = ("title", "body")


@register(Opener)
class OpenerTranslation(Both):
    fields = ("text",)


@register(HardSentence)
class HardSentenceTranslation(Both):
    fields = ("they_say", "you_can_say")


@register(Edition)
class EditionTranslation(Both):
    fields = ("notes",)
