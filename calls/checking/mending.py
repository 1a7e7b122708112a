"""Repairs what has one right answer alone, each row in a small transaction and asked anew."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from calls import pool, registry
from calls.models import Correction, Draw, Fate, Outcome, PhoneNumber, Region, SuppressedNumber
from calls.pool.drawing import ASIDE
from calls.pool.suppression import close_open_draws
from calls.registry.changes import Stretch, to_correction
from calls.registry.correcting import correct
from volunteers.models import Volunteer

Source = SuppressedNumber.Source


def suppress(numbers) -> int:
    """Those on the list or marked in the pool; a hash that is there keeps its source and day."""
    for number in numbers:
        pool.suppress(number, Source.MODERATOR, f"check_pool {timezone.now():%Y-%m-%d}")
    return len(numbers)


def suppress_asked(draws) -> int:
    """The numbers of `draws`, whose owners asked for it."""
    asked = Draw.objects.filter(pk__in=draws, outcome=Outcome.ASKED, number__isnull=False)
    numbers = list(asked.values_list("number", flat=True))
    for number in numbers:
        pool.suppress(number, Source.VOLUNTEER, f"check_pool {timezone.now():%Y-%m-%d}")
    return len(draws)


def end_rests(numbers) -> int:
    PhoneNumber.objects.filter(pk__in=numbers, fate__gte=Fate.DONE).update(rest=0)
    return len(numbers)


def resize(sizes) -> int:
    """Sizes as counted, where nothing was loaded since."""
    return sum(Region.objects.filter(pk=pk, size=was).update(size=is_) for pk, was, is_ in sizes)


def follow(numbers) -> int:
    """Let the pool follow the registry in these numbers, as by a load of it."""
    with transaction.atomic():
        registry.hold()
        lookup = registry.Lookup(registry.stored())
        Correction.objects.bulk_create(
            to_correction(Stretch(number, number, None, lookup.of(number))) for number in numbers
        )
    correct()
    return len(numbers)


def let_in(regions) -> int:
    aside = Region.objects.filter(pk__in=regions, dry_until__gt=Now() + ASIDE)
    aside.update(dry_until=None)
    return len(regions)


def take_finished(draws) -> int:
    """Close `draws` of finished numbers."""
    numbers = Draw.objects.open().filter(pk__in=draws).values_list("number", flat=True)
    for number in list(numbers):
        with transaction.atomic():
            locked = PhoneNumber.objects.select_for_update(no_key=True)
            if locked.filter(pk=number, fate__gte=Fate.DONE).first():
                close_open_draws(number)
    return len(draws)


def take_suspended(draws) -> int:
    """Take back what those of their volunteers hold who are still suspended."""
    holders = Draw.objects.open().filter(pk__in=draws).values_list("volunteer", flat=True)
    for holder in list(holders):
        with transaction.atomic():
            locked = Volunteer.objects.select_for_update(no_key=True)
            if volunteer := locked.filter(pk=holder, is_active=False).first():
                pool.take_back(volunteer)
    return len(draws)


def reclaim(_draws) -> int:
    return sum(iter(pool.reclaim, 0))


def forget(_draws) -> int:
    return pool.forget()


def settle(_draws) -> int:
    return pool.settle()
