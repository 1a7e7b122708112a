"""The app's name in the admin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallRussiaConfig(AppConfig):
    name = "callrussia"
    verbose_name = _("Upkeep")
