"""Accounts that nobody uses: warned, then erased; and sign-ups whose code was never entered."""

import datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.db import models, transaction
from django.db.models import Exists, Func, OuterRef, Value
from django.template.loader import render_to_string
from django.utils import translation

from volunteers import membership
from volunteers.models import Inactivity, Today, Volunteer

# Nobody is erased sooner after the warning, whatever the rule says.
NOTICE = datetime.timedelta(days=14)
# A code is good for a quarter of an hour; whoever comes back simply signs up anew.
UNCONFIRMED = datetime.timedelta(days=2)
BATCH = 100


class MonthsAgo(Func):
    """The first day of the month that was so many months ago."""

    template = (
        "(date_trunc('month', CURRENT_DATE) - make_interval(months => %(expressions)s))::date"
    )
    output_field = models.DateField()


def unused(months):
    """Accounts of which nobody has signed in or drawn for so many whole months."""
    # The month itself is not over when it is kept: counted from its end.
    return Volunteer.objects.filter(active_month__lte=MonthsAgo(Value(months + 1)))


def to_warn():
    return unused(Inactivity.objects.get().warn_months).filter(warned_on=None)


def to_erase():
    """Staff are never among them: a superuser decides."""
    found = unused(Inactivity.objects.get().erase_months).filter(is_staff=False)
    return found.filter(warned_on__lte=Today() - NOTICE)


def unconfirmed():
    """Sign-ups of which no address was ever confirmed."""
    theirs = EmailAddress.objects.filter(user=OuterRef("pk"))
    return Volunteer.objects.filter(
        Exists(theirs.filter(verified=False)),
        ~Exists(theirs.filter(verified=True)),
        joined_on__lte=Today() - UNCONFIRMED,
    )


def warn() -> int:
    """Warn everybody who is due, once each, and return how many.

    By mail where an address is kept, and everybody at their next sign-in. Where no mail can be
    sent this stops, and the next run goes on with whoever was not warned.
    """
    return sum(_warn(pk) for pk in list(to_warn().values_list("pk", flat=True)))


def erase() -> int:
    """Erase accounts that stayed unused, and return how many. Safe to repeat."""
    return _erase(to_erase)


def drop_unconfirmed() -> int:
    """Erase sign-ups that nobody confirmed, and return how many. Safe to repeat."""
    return _erase(unconfirmed)


def _erase(due):
    erased = 0
    while batch := list(due()[:BATCH]):
        # Asked once more under the lock: somebody may have just come back.
        erased += membership.erase_all(batch, due())
    return erased


@transaction.atomic
def _warn(pk):
    # Mailed before it is written for good: a mail that fails is sent in another night.
    found = to_warn().select_for_update(no_key=True, skip_locked=True).filter(pk=pk).first()
    if found is None:
        return False
    Volunteer.objects.filter(pk=pk).update(warned_on=Today())
    _write(found, "inactive_staff" if found.is_staff else "inactive", {})
    if found.is_staff:
        for owner in Volunteer.objects.filter(is_superuser=True, is_active=True):
            _write(owner, "inactive_told", {"id": str(pk)})
    return True


def _write(volunteer, mail, context):
    if not volunteer.address:
        return
    with translation.override(volunteer.language):
        months = Inactivity.objects.get()
        told = context | {"brand": settings.BRAND[volunteer.language], "months": months}
        subject, message = (
            render_to_string(f"account/email/{mail}_{part}.txt", told).strip()
            for part in ("subject", "message")
        )
    try:
        send_mail(subject, message, settings.DEFAULT_FROM_EMAIL, [volunteer.address])
    except (SMTPRecipientsRefused, SMTPDataError):
        # A mailbox that is no more keeps nobody else from being warned.
        return
