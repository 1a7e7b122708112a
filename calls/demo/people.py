"""Invented people in many countries, and one to sign in as for each role."""

import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group

from callrussia import demo_mail
from guidelines import library
from guidelines.models import Confirmation
from volunteers import membership, places
from volunteers.addresses import pseudonym
from volunteers.models import Rehearsed, Volunteer

DAYS = 27
MOST_CALLS = 60

OWNER = "admin@example.org"
# Address, group, whether they have read the guidelines, and who they are.
ROLES = (
    ("volunteer@example.org", None, True, "a volunteer who has read the guidelines"),
    ("new@example.org", None, False, "a volunteer who has not"),
    ("moderator@example.org", "moderators", True, "a moderator"),
    ("psychologist@example.org", "psychologists", True, "a psychologist"),
    ("colleague@example.org", "psychologists", True, "a second psychologist, who reviews"),
    (OWNER, None, True, "a superuser"),
)
# Where Russian is spoken outside of Russia, in parts of the whole.
COUNTRIES = {
    "DE": 150, "US": 95, "GE": 70, "IL": 65, "LT": 60, "PL": 55, "GB": 50, "KZ": 45, "LV": 40,
    "EE": 35, "CZ": 35, "AM": 32, "NL": 28, "FR": 26, "ES": 24, "TR": 24, "RS": 22, "CA": 22,
    "FI": 20, "IT": 18, "CH": 15, "AT": 14, "SE": 14, "CY": 12, "NO": 11, "ME": 11, "MD": 10,
    "UA": 10, "BG": 9, "PT": 9, "BE": 8, "IE": 7, "AU": 7, "DK": 6, "UZ": 5, "KG": 5, "GR": 5,
    "AE": 4, "TH": 4, "AR": 4, "HU": 3, "SK": 3, "AZ": 3, "JP": 2, "MX": 2, "NZ": 2, "KR": 2,
    "BR": 2, "RO": 2, "SI": 2, "HR": 2, "ID": 1, "IN": 1, "ZA": 1, "IS": 1, "LU": 1, "VN": 1,
}  # fmt: skip


def are_there() -> bool:
    return membership.find(ROLES[0][0]) is not None


def make_roles():
    """One account a role, whose codes arrive on the demo's page of mails."""
    for address, group, has_read, _who in ROLES:
        about = {"country": "LT", "time_zone": "Europe/Vilnius", "language": "ru"}
        person = membership.enrol(address, is_kept=True, **about)
        proof = {"verified": True, "primary": True}
        EmailAddress.objects.create(user=person, email=person.pseudonym, **proof)
        if group or address == OWNER:
            TOTP.activate(person, demo_mail.factor())
        if group:
            person.groups.add(Group.objects.get(name=group))
        if has_read:
            library.confirm(person, library.live())
            for how_far in (Rehearsed.TRIED, Rehearsed.WHOLE):
                membership.rehearse(person, how_far)
    Volunteer.objects.filter(groups__isnull=False).update(is_staff=True)
    admin = membership.find(OWNER)
    Volunteer.objects.filter(pk=admin.pk).update(is_staff=True, is_superuser=True)


def make_callers(count, rng, now):
    """So many volunteers who joined in the last weeks, each with `reports` calls to come."""
    callers = [_caller(n, rng, now) for n in range(1, count + 1)]
    Volunteer.objects.bulk_create(callers)
    edition = library.live()
    Confirmation.objects.bulk_create(
        Confirmation(volunteer=c, edition=edition, confirmed_on=c.joined_on) for c in callers
    )
    return callers


def _caller(n, rng, now):
    (country,) = rng.choices(list(COUNTRIES), COUNTRIES.values())
    # Most come in the first days, when the newspapers write of it.
    joined_on = now.date() - datetime.timedelta(days=DAYS - int(DAYS * rng.random() ** 2))
    reports = _calls(rng)
    caller = Volunteer(
        pseudonym=pseudonym(f"caller{n:03}@example.org"),
        country=country,
        time_zone=places.first_zone(country),
        language=rng.choices(("ru", "en"), (4, 1))[0],
        joined_on=joined_on,
        code_accepted_on=joined_on,
        reports=reports,
        talks=reports // 8,
        checks_passed=reports // 8,
        rehearsed=rng.choice((Rehearsed.TRIED, Rehearsed.WHOLE)),
    )
    caller.set_unusable_password()
    return caller


def _calls(rng):
    """3.5 calls on average: most make one or two, a few make dozens."""
    return min(MOST_CALLS, max(1, round(rng.lognormvariate(0.65, 1.15))))
