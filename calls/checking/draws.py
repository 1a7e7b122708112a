"""What must hold of draws, by themselves and beside their numbers and volunteers."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Now, TruncHour

from calls.checking import mending
from calls.checking.findings import KEPT, SHOWN, Finding
from calls.models import Draw, Effect, Ending, Fate, Outcome
from calls.pool.lending import TALK

DAY, SLACK = timedelta(days=1), timedelta(hours=1)
BY_HAND = "No verb does this: a developer must find out who wrote it."
MODERATOR = "A moderator must look at these draws and suppress or leave their numbers."
FORGET, RECLAIM = "The task `forget` did not run.", "The task `reclaim` did not run."
WITHOUT_INDEXES = ("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan")

# What a number is at the least, once a report with this effect stands.
LEAST = {
    Effect.RETRY: Fate.TRIED,
    Effect.DOUBTED: Fate.TRIED,
    Effect.DONE: Fate.DONE,
    Effect.DEAD: Fate.DEAD,
    Effect.SUPPRESSED: Fate.SUPPRESSED,
}
IS_LAXER = Q(wrote_fate__gt=F("number__fate")) | Q(
    *(Q(effect=effect, number__fate__lt=fate) for effect, fate in LEAST.items()),
    _connector=Q.OR,
)
IS_UNTIMELY = (
    Q(drawn_at__gt=Now())
    | Q(closed_at__gt=Now())
    | Q(reported_at__gt=Now())
    | Q(expires_at__lt=F("drawn_at"))
    | Q(closed_at__lt=F("drawn_at"))
    | Q(reported_at__lt=F("drawn_at"))
)
IS_MISENDED = (
    Q(closed_at=None) & ~Q(ending="")
    | Q(closed_at__isnull=False, ending="")
    | Q(version=0, ending=Ending.REPORTED)
    | Q(version__gt=0) & ~Q(ending=Ending.REPORTED)
)


def check() -> list[Finding]:
    return [*_alone(), *_constraints(), _orphans(), *_themselves(), *_beside_others(), *_late()]


def _alone():
    """Told from the rows: an index that is damaged would itself say that all is well."""
    advice = "A moderator must take one of them back, and a developer REINDEX calls_draw."
    for field in ("number", "volunteer"):
        held = Draw.objects.open().values(field).annotate(n=Count("pk"))
        finding = Finding(f"One open draw a {field}.", advice)
        with _reading_rows():
            twice = list(held.filter(n__gt=1).values_list(field, flat=True))
        finding.count = len(twice)
        drawn = Draw.objects.open().filter(**{f"{field}__in": twice[:SHOWN]})
        finding.examples = [f"draw {pk}" for pk in drawn.values_list("pk", flat=True)]
        yield finding


@contextmanager
def _reading_rows():
    with connection.cursor() as cursor:
        for name in WITHOUT_INDEXES:
            cursor.execute(f"SET LOCAL {name} = off")
        yield
        for name in WITHOUT_INDEXES:
            cursor.execute(f"SET LOCAL {name} TO DEFAULT")


def _constraints():
    for constraint in Draw._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            broken = Draw.objects.exclude(constraint.condition)
            yield _found(f"Each draw keeps to {constraint.name}.", BY_HAND, broken)


def _orphans():
    is_orphan = Q()
    for field in Draw._meta.concrete_fields:
        if field.remote_field:
            there = field.related_model._base_manager.filter(pk=OuterRef(field.attname))
            is_orphan |= Q(**{f"{field.name}__isnull": False}) & ~Exists(there)
    return _found("What a draw names exists.", BY_HAND, Draw.objects.filter(is_orphan))


def _themselves():
    forgotten = Draw.objects.forgotten()
    talk = Draw.objects.filter(expires_at__gt=F("drawn_at") + TALK)
    hour = TruncHour("drawn_at")
    untold = forgotten.filter(version=0) | forgotten.filter(is_talking=True)
    untold |= forgotten.exclude(drawn_at=hour) | forgotten.exclude(closed_at=hour)
    return [
        _found("A draw is closed by one ending.", BY_HAND, Draw.objects.filter(IS_MISENDED)),
        _found("A draw's times follow each other.", BY_HAND, Draw.objects.filter(IS_UNTIMELY)),
        _found("No draw lasts more than four hours.", BY_HAND, talk),
        _found("A forgotten draw is a report that knows its hour alone.", BY_HAND, untold),
    ]


def _beside_others():
    drawn = Draw.objects.filter(number__isnull=False, posed_as=None)
    finished = Draw.objects.open().filter(number__fate__gte=Fate.DONE)
    suspended = Draw.objects.held().filter(volunteer__is_active=False)
    asked = drawn.filter(outcome=Outcome.ASKED).exclude(number__fate=Fate.SUPPRESSED)
    laxer = drawn.filter(IS_LAXER).exclude(outcome=Outcome.ASKED)
    back = "--mend takes it back."
    return [
        _found("A finished number is lent to nobody.", back, finished, mending.take_finished),
        _found("Whoever is suspended holds no number.", back, suspended, mending.take_suspended),
        _found(
            "Whoever asked not to be called is suppressed.",
            "--mend suppresses the number.",
            asked,
            mending.suppress_asked,
        ),
        _found("A number is as strict as its reports.", MODERATOR, laxer),
    ]


def _late():
    known = Draw.objects.filter(number__isnull=False)
    reported = known.filter(reported_at__lte=Now() - DAY - SLACK)
    unreported = known.filter(version=0, closed_at__lte=Now() - 3 * DAY - SLACK)
    expired = Draw.objects.filter(closed_at=None, expires_at__lte=Now() - SLACK)
    return [
        _found("A report is forgotten within a day.", FORGET, reported, mending.forget, True),
        _found(
            "A draw without a report is deleted in three days.",
            FORGET,
            unreported,
            mending.forget,
            True,
        ),
        _found("Expired draws are closed in an hour.", RECLAIM, expired, mending.reclaim, True),
    ]


def _found(promise, advice, broken, mend=None, is_late=False):
    finding = Finding(promise, advice, mend, is_late)
    finding.count = broken.count()
    if finding.count:
        finding.rows = list(broken.values_list("pk", flat=True)[:KEPT])
        finding.examples = [f"draw {pk}" for pk in finding.rows[:SHOWN]]
    return finding
