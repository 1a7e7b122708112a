"""Looks at numbers that ring nobody once more: a gap of yesterday may be a number of today."""

from django.db import transaction

from calls.models import CHECKS, Canary, Fate, PhoneNumber
from calls.pool.suppression import close_open_draws, hashes_of
from calls.registry.lookup import Lookup
from calls.registry.marking import stored


@transaction.atomic
def withdraw() -> int:
    """Lend no gap any more that now lies in a range that may be called; return how many did.

    Their rows stay, finished: nobody calls whoever got such a number. Own lines stay what they
    are. A second call finds none.
    """
    lookup, gaps = Lookup(stored()), set(_gaps())
    live = PhoneNumber.objects.filter(region=CHECKS, fate__lt=Fate.DONE).order_by("pk")
    numbers = list(live.select_for_update(no_key=True).values_list("pk", flat=True))
    taken = [n for n in numbers if type(lookup.of(n)) is int and hash_of(n) in gaps]
    for number in taken:
        PhoneNumber.objects.filter(pk=number).update(fate=Fate.DONE, rest=0)
        close_open_draws(number)
    Canary.objects.filter(pk__in=[hash_of(number) for number in taken]).delete()
    return len(taken)


def hash_of(number: int) -> bytes:
    """As `suppression.hash_of`, under a key of its own: neither table tells of the other."""
    return hashes_of([number], use="canary")


def _gaps():
    return map(bytes, Canary.objects.filter(is_own_line=False).values_list("pk", flat=True))
