"""Which fields of this app are kept in Russian and English."""

from modeltranslation.translator import TranslationOptions, register

from guidelines import models


class Both(TranslationOptions):
    """No text in one language only."""

    required_languages = ("ru", "en")


def both(model, *names):
    """Keep the fields of those names in both languages."""
    register(model)(type(f"{model.__name__}Translation", (Both,), {"fields": names}))


both(models.Section, "title", "body")
both(models.Opener, "text")
both(models.HardSentence, "they_say", "you_can_say")
both(models.Fact, "statement", "source")
both(models.Care, "text")
both(models.Voicemail, "text")
both(models.Turn, "they")
both(models.Choice, "say", "why")
both(models.Question, "ask", "kind")
both(models.Helpline, "languages", "hours")
both(models.Edition, "notes")
