"""Which fields of this app are kept in Russian and English."""

from modeltranslation.translator import TranslationOptions, register

from calls.models import Region


@register(Region)
class RegionTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("ru", "en")
