"""Who was shown whole numbers in the admin: how many on which day, never which."""

from django.db.models import F, Subquery

from calls.models import Rules, Unmasking
from volunteers.models import Today


def unmask(by) -> bool:
    """Count one more number shown to `by` today. False where that was enough for the day.

    Whoever shows a number without a True from here shows it unrecorded.
    """
    counted, _ = Unmasking.objects.get_or_create(by=by, day=Today())
    most = Subquery(Rules.objects.values("unmaskings"))
    # Of many at once, no more than are allowed find it still below the quota.
    shown = Unmasking.objects.filter(pk=counted.pk, numbers__lt=most)
    return bool(shown.update(numbers=F("numbers") + 1))
