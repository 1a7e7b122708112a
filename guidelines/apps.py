"""The app of what to say: drafts, editions, and who has read them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidelinesConfig(AppConfig):
    name = "guidelines"
    verbose_name = _("Guidelines")

    def ready(self):
        from guidelines import retention  # noqa: F401
