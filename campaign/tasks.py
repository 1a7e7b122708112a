"""When the campaign's work runs by itself."""

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from campaign.models import HelpRequest, Topic


@shared_task(ignore_result=True, time_limit=60)
def tell_moderators(pk):
    """Mail that a request waits, never what it says. A request answered meanwhile is not mailed."""
    asked = HelpRequest.objects.filter(pk=pk, is_done=False).first()
    if asked is None:
        return
    with translation.override(asked.language):
        is_threat = asked.topic == Topic.THREAT
        send_mail(
            _("Somebody is threatened") if is_threat else _("A request for help is waiting"),
            _("Somebody wrote to the campaign. Read it in the administration: help requests."),
            settings.DEFAULT_FROM_EMAIL,
            [settings.MODERATORS_EMAIL],
        )
