"""Takes in the numbers of which an operator says that they ring nobody."""

import random

from django.core.exceptions import ValidationError
from django.db import transaction

from calls import registry
from calls.files import Refused
from calls.forms import MobileField
from calls.models import CHECKS, Canary, PhoneNumber
from calls.pool.suppression import is_suppressed
from calls.registry.rechecking import hash_of

TICKETS = 32768


def read(path) -> list[int]:
    """The numbers of the file `path`, one a line in any common spelling; empty lines are skipped.

    Raises Refused, naming a line and never what it says.
    """
    try:
        with open(path, encoding="utf-8-sig") as file:
            return [number for n, line in enumerate(file, 1) if (number := _number(n, line))]
    except (OSError, UnicodeDecodeError):
        raise Refused("The file can't be read as text. Nothing was written.") from None


@transaction.atomic
def add(numbers: list[int], are_own_lines: bool = False) -> int:
    """Lend `numbers` as ones that ring nobody from now on; return how many were not known yet.

    Safe to repeat. Raises Refused, and takes none: where one lies in a range that may be called,
    unless they `are_own_lines`; where one is in the pool already, or asked not to be called.
    """
    registry.hold()
    (first, last), lookup = registry.DEMO_SPAN, registry.Lookup(registry.stored())
    pooled = PhoneNumber.objects.filter(pk__in=numbers).exclude(region=CHECKS)
    in_pool = set(pooled.values_list("pk", flat=True))
    for n, number in enumerate(numbers, 1):
        if registry.is_demo() and not first <= number <= last:
            raise Refused(_refusal(n, "is of another code than 945 to 948, and this is a demo."))
        if type(lookup.of(number)) is int and not are_own_lines:
            raise Refused(_refusal(n, "may be somebody's. Is it --own-line?"))
        if number in in_pool:
            raise Refused(_refusal(n, "is in the pool: volunteers call it."))
        if is_suppressed(number):
            raise Refused(_refusal(n, "is on the do-not-call list."))
    before = Canary.objects.count()
    Canary.objects.bulk_create(
        (Canary(hash=hash_of(number), is_own_line=are_own_lines) for number in numbers),
        ignore_conflicts=True,
    )
    PhoneNumber.objects.bulk_create(
        (
            PhoneNumber(number=number, region_id=CHECKS, ticket=random.randrange(TICKETS))
            for number in numbers
        ),
        ignore_conflicts=True,
    )
    return Canary.objects.count() - before


def _number(n, line):
    if not line.strip():
        return None
    try:
        return MobileField().clean(line.strip())
    except ValidationError:
        raise Refused(f"Line {n} is no Russian mobile number. Nothing was written.") from None


def _refusal(n, why):
    return f"Number {n} of the list {why} Nothing was written."
