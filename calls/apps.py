"""The app's name in the admin, and what listens once it is loaded."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallsConfig(AppConfig):
    name = "calls"
    verbose_name = _("Calls")

    def ready(self):
        from calls import checks, receivers, retention  # noqa: F401
