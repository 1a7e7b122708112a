"""What happens to a volunteer: enrol, change, sign out, suspend, reinstate, erase."""

import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.http import int_to_base36

from callrussia import demo_mail
from callrussia import sessions as all_sessions
from callrussia.sealed import seal
from volunteers import second_factor, sessions
from volunteers.addresses import pseudonym
from volunteers.models import Rehearsed, Standing, ThisMonth, Today, Volunteer
from volunteers.signals import erased, suspended


class AlreadyEnrolled(Exception):
    """The address has an account. Only its mailbox may learn of that."""


class MayNot(Exception):
    """Staff are suspended by superusers alone, and nobody suspends themselves."""


def enrol(address, *, phrase=None, is_kept=False, country, time_zone, language):
    """Make an account for somebody who has just accepted the code of conduct.

    `address` is an e-mail address, kept (sealed) only with `is_kept`; with a `phrase` it is a
    codename. Raises AlreadyEnrolled for an address that has an account, and so does a second call.
    """
    volunteer = Volunteer(
        pseudonym=pseudonym(address),
        sealed_address=seal(address.strip().lower()) if is_kept else None,
        # Without a phrase one that nothing matches.
        password=make_password(phrase),
        country=country,
        time_zone=time_zone,
        language=language,
        code_accepted_on=Today(),
    )
    try:
        with transaction.atomic():
            volunteer.save()
    except IntegrityError as taken:
        raise AlreadyEnrolled from taken
    volunteer.refresh_from_db(fields=["joined_on", "code_accepted_on"])
    return volunteer


def change(volunteer, *, country, time_zone, language):
    """Write what a volunteer may change of themselves. A second call changes nothing."""
    Volunteer.objects.filter(pk=volunteer.pk).update(
        country=country, time_zone=time_zone, language=language
    )
    volunteer.refresh_from_db(fields=["country", "time_zone", "language"])


def rehearse(volunteer, how_far):
    """Note how far they came in the rehearsal: `Rehearsed.TRIED`, then `WHOLE`, never less again.

    Nobody comes to the end who has not tried: then nothing changes.
    """
    before = {Rehearsed.TRIED: "", Rehearsed.WHOLE: Rehearsed.TRIED}[how_far]
    Volunteer.objects.filter(pk=volunteer.pk, rehearsed=before).update(rehearsed=how_far)
    volunteer.refresh_from_db(fields=["rehearsed"])


def note_active(volunteer):
    """Keep the month of a draw or a sign-in; whether they had been warned of being erased.

    Written once a month: this process's clock merely saves asking when the month is known.
    """
    month = datetime.datetime.now(datetime.UTC).date().replace(day=1)
    if volunteer.warned_on is None and volunteer.active_month >= month:
        return False
    late = Volunteer.objects.filter(
        Q(active_month__lt=ThisMonth()) | Q(warned_on__isnull=False), pk=volunteer.pk
    )
    late.update(active_month=ThisMonth(), warned_on=None)
    was_warned, volunteer.warned_on = bool(volunteer.warned_on), None
    volunteer.active_month = month
    return was_warned


def sign_out_everywhere(volunteer):
    """End all sessions of `volunteer`. Each call does it once more."""
    volunteer.session_mark = get_random_string(22)
    Volunteer.objects.filter(pk=volunteer.pk).update(session_mark=volunteer.session_mark)
    for session in volunteer.sessions.all():
        sessions.end(session)


def reset_factors(volunteer):
    """Take away passkeys, codes and recovery codes that were lost, and end all sessions. True."""
    second_factor.reset(volunteer)
    sign_out_everywhere(volunteer)
    return True


def sign_out_device(volunteer, handle):
    """End the session of `volunteer` that is shown as `handle`. False where there is none."""
    found = [one for one in sessions.of(volunteer) if sessions.handle(one.session_key) == handle]
    for session in found:
        sessions.end(session)
    return bool(found)


def sign_everybody_out():
    """End all sessions of all, each at its next request; how many accounts there are."""
    return Volunteer.objects.update(session_mark=get_random_string(22))


def keep_address(volunteer, address):
    """Keep `address`, sealed, to write to. False where it is not the one they sign in with."""
    if volunteer.pseudonym != pseudonym(address):
        return False
    volunteer.sealed_address = seal(address.strip().lower())
    return bool(
        Volunteer.objects.filter(pk=volunteer.pk).update(sealed_address=volunteer.sealed_address)
    )


def forget_address(volunteer):
    """Keep no address to write to; they still sign in with it. A second call changes nothing."""
    volunteer.sealed_address = None
    Volunteer.objects.filter(pk=volunteer.pk).update(sealed_address=None)


@transaction.atomic
def suspend(volunteer, standing, by):
    """Pause or ban: the session ends at its next request and held numbers go back.

    False when that was their standing already. Raises MayNot where `by` may not decide.
    """
    if by == volunteer or (volunteer.is_staff and not by.is_superuser):
        raise MayNot
    # As strongly as erasing does, so that a draw under way comes before it or not at all.
    Volunteer.objects.select_for_update().filter(pk=volunteer.pk).first()
    changed = _put(volunteer, standing, is_active=False)
    if changed:
        suspended.send(sender=Volunteer, volunteer=volunteer)
    return changed


def reinstate(volunteer):
    """End a pause or a ban. False when there was none."""
    return _put(volunteer, Standing.ACTIVE, is_active=True)


@transaction.atomic
def erase(volunteer):
    """Delete the account for good; what counts without a name stays counted.

    False when it was gone already. Their sessions are ended on all devices, and no copy of them
    stays in the cache.
    """
    return bool(erase_all([volunteer], Volunteer.objects.all()))


def erase_all(volunteers, due) -> int:
    """Erase those of `volunteers` who are among `due` still, and return how many they were."""
    theirs = [_names_of(volunteer) for volunteer in volunteers if _erase(volunteer, due)]
    if theirs:
        addresses = set().union(*(texts for _, texts in theirs))
        all_sessions.end(set().union(*(entries for entries, _ in theirs)), addresses)
        demo_mail.forget(lambda address: pseudonym(address) in addresses)
    return len(theirs)


@transaction.atomic
def _erase(volunteer, due):
    # Locked first, so that no request of theirs draws in between.
    found = due.select_for_update(of=("self",)).filter(pk=volunteer.pk).first()
    if found is None:
        return False
    erased.send(sender=Volunteer, volunteer=found)
    # Their rows would go with the account, and leave copies in the cache.
    for session in found.sessions.all():
        sessions.end(session)
    # What moderators did to the account. What its owner did in the admin goes with the account.
    kind = ContentType.objects.get_for_model(Volunteer)
    LogEntry.objects.filter(content_type=kind, object_id=str(found.pk)).delete()
    found.delete()
    return True


def find(address):
    """The volunteer with this address or codename, or None."""
    return Volunteer.objects.filter(pseudonym=pseudonym(address)).first()


def recognise(codename, phrase):
    """The volunteer with this codename and this phrase, suspended or not; else None.

    Both answers take one hash of a password, which is what takes the time.
    """
    found = find(codename)
    if found is None or not found.has_codename:
        make_password(phrase)
        return None
    return found if check_password(phrase, found.password) else None


def _names_of(volunteer):
    """By what a session names them who has not entered the code: allauth's ids, and texts."""
    pk = str(volunteer.pk)
    entries = {("user_id", pk), ("user_pk", int_to_base36(volunteer.pk))}
    return entries, {volunteer.address, volunteer.pseudonym} - {""}


def _put(volunteer, standing, is_active):
    others = Volunteer.objects.filter(pk=volunteer.pk).exclude(standing=standing)
    changed = others.update(standing=standing, is_active=is_active)
    volunteer.refresh_from_db(fields=["standing", "is_active"])
    return bool(changed)
