"""The app's name in the admin, and what is checked and heard once it is loaded."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "volunteers"
    verbose_name = _("Volunteers")

    def ready(self):
        from volunteers import checks, receivers, retention, second_factor  # noqa: F401
