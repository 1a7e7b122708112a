"""What a correction of the pool would come to, without writing or locking anything."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef

from calls.models import Correction, Draw, Fate, PhoneNumber
from calls.registry.correcting import rows_of

Kind = Correction.Kind


def inhabited(corrections: Iterable[Correction]) -> Iterator[Correction]:
    """Those of `corrections`, in order, in whose stretch the pool has a number."""
    reached = 0
    for correction in corrections:
        if correction.last < reached:
            continue
        numbers = PhoneNumber.objects.filter(pk__gte=correction.first).order_by("pk")
        reached = numbers.values_list("pk", flat=True).first()
        if reached is None:
            return
        if reached <= correction.last:
            yield correction


def foresee(corrections: Iterable[Correction], kept: Iterable[int]) -> Counter:
    """What `correct` would count with these `corrections`, and numbers `kept` by earlier loads."""
    draws = Draw.objects.filter(number=OuterRef("pk"))
    unnamed = PhoneNumber.objects.exclude(Exists(draws))
    found = Counter(dropped=unnamed.filter(pk__in=list(kept), fate=Fate.DONE).count())
    for correction in inhabited(corrections):
        rows = rows_of(correction)
        live = rows.filter(fate__lt=Fate.DONE)
        if correction.kind == Kind.PLACE:
            found["moved"] += rows.count()
            continue
        found["closed"] += rows.filter(Exists(draws.open())).count()
        if correction.kind == Kind.FINISH:
            found["finished"] += live.count()
        else:
            found["kept"] += live.filter(Exists(draws)).count()
            found["dropped"] += live.exclude(Exists(draws)).count()
    return found
