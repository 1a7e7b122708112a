"""Hundreds of forms of nonsense, others in each run: nothing fails, none of it is stored."""

import random

import pytest
from django.core.cache import cache
from django.test import Client

from calls import pool
from calls.models import Draw, Ending, Fate, Felt, Length, Outcome, PhoneNumber, Reason
from tests.factories import make_caller, make_number, make_region, move
from volunteers.models import Language, Volunteer

pytestmark = pytest.mark.django_db

TIMES, ROUNDS = 300, 10
FIELDS = {
    "report": ("choice", "not_connected", "not_again", "length", "felt", "opener_used"),
    "amend": ("choice", "not_connected", "length", "felt", "opener_used", "version"),
    "release": ("reason",),
    "extend": ("until",),
    "settings": ("country", "time_zone", "language", "is_staff", "is_proven", "standing"),
    "help": ("message", "reply_to", "topic"),
    "do-not-call": ("number",),
    "join": ("country", "language", "speaks_russian", "email", "where_now"),
}
PLACES = {
    "settings": "/en/account/settings/",
    "help": "/en/help/",
    "do-not-call": "/en/call/do-not-call/",
    "join": "/en/account/join/codename/",
}
LISTED = [*Outcome.values, *Felt.values, *Length.values, *Reason.values, "LT", "en", "1", "nobody"]
NONSENSE = [
    *("", " ", "\x00", "null", "-1", "0", "99999999999999999999", "1e309", "NaN", "٣", "true"),
    *("' OR 1=1 --", "%s%n{0}{{x}}", "<script>alert(1)</script>", "../../etc/passwd"),
    *("\r\nSet-Cookie: a=b", "ы" * 5000, "💥", "[]", "+7 945", "+79451234567", "a@b", "\u202e"),
]


def nonsense(rng, form):
    """Some of the form's fields, each once or twice, with anything in them."""
    fields = rng.choices(FIELDS[form], k=rng.randint(0, 4))
    words = LISTED if rng.random() < 0.5 else NONSENSE
    return {name: rng.choices(words, k=rng.randint(1, 2)) for name in fields}


def test_whatever_is_posted_only_listed_values_are_stored():
    seed = random.randrange(2**32)
    rng, client, failed = random.Random(seed), Client(raise_request_exception=False), []
    region = make_region()
    volunteer = make_caller()
    client.force_login(volunteer)

    for n in range(TIMES):
        if n % (TIMES // ROUNDS) == 0:
            make_number(region)
            for each in Draw.objects.all():
                move(each, days=2)
            drawn = pool.draw(volunteer)
        # Else limits would answer nearly everything.
        cache.clear()
        form = rng.choice(list(FIELDS))
        place = PLACES.get(form) or f"/en/call/draws/{drawn.pk}/{form}/"
        status = client.post(place, nonsense(rng, form)).status_code
        failed += [(seed, n, form)] if status >= 500 else []

    assert failed == []
    check_what_is_stored(volunteer)


def check_what_is_stored(volunteer):
    """Holds what is in the tables against the lists."""
    draws = Draw.objects.values_list("ending", "outcome", "felt", "length", "reason")
    lists = [{*kind.values, "", None} for kind in (Ending, Outcome, Felt, Length, Reason)]
    told = {name: set(values) for name, values in enumerate(zip(*draws, strict=True))}
    assert {name: found - lists[name] for name, found in told.items() if found - lists[name]} == {}
    assert set(PhoneNumber.objects.values_list("fate", flat=True)) <= set(Fate.values)
    now = Volunteer.objects.get(pk=volunteer.pk)
    assert now.language in Language.values
    assert (now.is_staff, now.is_superuser, now.is_active) == (False, False, True)
