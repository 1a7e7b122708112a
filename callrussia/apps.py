"""The name of what every app stands on, in the admin."""

from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class CallrussiaConfig(AppConfig):
    name = "callrussia"
    verbose_name = _("The site")

    def ready(self):
        from callrussia import events

        request_finished.connect(events.write_waiting)
