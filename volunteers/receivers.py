"""What follows from signing in, by whatever way."""

import datetime

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone


@receiver(user_logged_in)
def end_in_time(sender, request, user, **kwargs):
    """Let the session end on a fixed day, whatever is done with it until then.

    At midnight: the table of sessions tells nobody at what time somebody signed in.
    """
    last = timezone.now() + datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    request.session.set_expiry(datetime.datetime.combine(last, datetime.time(), datetime.UTC))
