"""The app's name in the admin, and what is checked once it is loaded."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "volunteers"
    verbose_name = _("Volunteers")

    def ready(self):
        from volunteers import checks, retention, second_factor  # noqa: F401
