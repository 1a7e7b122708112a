"""Fills a demo's pool over codes that ring nobody."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import Q, Sum

from calls import canaries, registry
from calls.files import Refused
from calls.intake.counts import Intake
from calls.intake.generating import generate
from calls.models import CHECKS, PhoneNumber, Range, Region, Rules
from calls.registry.placing import regions

CODE = 10_000_000
MOST = CODE * len(registry.DEMO_CODES)
SEED = 945
# So many numbers that ring nobody are named, so far apart.
CANARIES, EVERY = 40, 1237


def fill_demo(size: int, progress: Callable = lambda *doing, **share: None) -> Intake:
    """Bring the demo's pool to `size` numbers in all regions, and mark the database as a demo's.

    A pool that has as many already is left as it is. Raises Refused outside a demo.
    """
    if not settings.DEMO:
        raise Refused("This is no demo: set DEMO=1, which takes no codes but 945 to 948.")
    if not 1 <= size <= MOST:
        raise Refused(f"A demo has 1 to {MOST:,} numbers.")
    with transaction.atomic():
        mark()
        registry.replace(demo_ranges())
    there = Region.objects.aggregate(size=Sum("size"))["size"] or 0
    return generate(size - there, SEED, progress=progress)


def name_canaries() -> int:
    """Let some numbers of a demo ring even less than the others; the same ones each time."""
    first, _last = registry.DEMO_SPAN
    made = range(first, first + CANARIES * EVERY, EVERY)
    pooled = PhoneNumber.objects.filter(pk__in=made).exclude(region=CHECKS)
    there = set(pooled.values_list("pk", flat=True))
    return canaries.add([number for number in made if number not in there], are_own_lines=True)


def mark():
    """From now on this database takes no other codes; refused if it has some."""
    first, last = registry.DEMO_SPAN
    if PhoneNumber.objects.filter(Q(pk__lt=first) | Q(pk__gt=last)).exists():
        raise Refused("This database has numbers of other codes than 945 to 948: it is no demo's.")
    Rules.objects.update_or_create(pk=1, defaults={"is_demo": True})


def demo_ranges() -> list[Range]:
    """Each code cut into all regions, in proportion to their share of the real registry."""
    made = []
    for code in registry.DEMO_CODES:
        first = int(f"7{code}") * CODE
        for row in regions():
            last = first + CODE // 10_000 * int(row["share"]) - 1
            territory = row["spellings"].partition(";")[0]
            made.append(
                Range(first=first, last=last, region_id=int(row["id"]), territory=territory)
            )
            first = last + 1
    return made
