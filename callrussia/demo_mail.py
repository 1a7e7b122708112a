"""A demo sends no mail: it prints each in the terminal and shows the last ones on a page.

There as well: the code of the second factor that all demo staff share.
"""

import hashlib
import time
from base64 import b32encode

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.cache import cache
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

KEY = "demo-mail"
KEPT = 50


class EmailBackend(ConsoleBackend):
    def write_message(self, message):
        self.stream.write(f"\nTo: {', '.join(message.to)}\n{message.subject}\n\n{message.body}\n\n")
        mail = {
            "to": ", ".join(message.to),
            "subject": message.subject,
            "body": message.body,
            "sent_at": timezone.now(),
        }
        cache.set(KEY, [mail, *sent()][:KEPT], timeout=None)


def sent() -> list[dict]:
    """The last mails, newest first."""
    return cache.get(KEY, [])


def forget(is_theirs):
    """Throw away what went where `is_theirs` says so: whoever leaves a demo leaves it wholly."""
    if settings.DEMO:
        kept = [mail for mail in sent() if not is_theirs(mail["to"])]
        cache.set(KEY, kept, timeout=None)


@never_cache
@require_safe
def inbox(request):
    context = {"mails": sent(), "code": code()}
    return render(request, "demo_mail.html", context)


def factor() -> str:
    """The secret of the demo staff's app, in base32: RFC 6238 would have one for each of them."""
    return b32encode(hashlib.sha256(settings.SECRET_KEY.encode()).digest()[:20]).decode()


def code() -> str:
    """What that app shows in this half minute."""
    return format_hotp_value(hotp_value(factor(), int(time.time()) // 30))
